package io.pinflow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Set<Channel> BOTH = EnumSet.allOf(Channel.class);

  private static Plan plan(long posts, double broken) {
    return new Plan(1, 0, posts, 0.3, broken, 0.2, 0.05, BOTH);
  }

  @Test
  void everyPostHasItsSlot() {
    for (long posts : new long[] {1, 2, 999, 20_000, 1_000_003, 2_000_006}) {
      Plan plan = new Plan(1, 500, posts, 0, 0, 0, 0, BOTH);

      assertThat(LongStream.range(0, posts).map(plan::post).sorted().toArray())
          .isEqualTo(LongStream.range(500, 500 + posts).toArray());
    }
  }

  @Test
  void everyFaultComesUpInAShortRun() {
    Plan plan = plan(2_500, 0.02);

    List<Fault> faults =
        LongStream.range(0, 2_500).mapToObj(plan::fault).filter(fault -> fault != null).toList();

    assertThat(faults).hasSize(50).contains(Fault.values());
  }

  @Test
  void noShareMeansNoFault() {
    Plan plan = plan(2_500, 0);

    assertThat(LongStream.range(0, 2_500).mapToObj(plan::fault)).containsOnlyNulls();
  }

  @Test
  void conflictsKeepToOneChannelAndOtherPostsUseBoth() {
    Plan plan = plan(10_000, 0.1);

    long both = LongStream.range(0, 10_000).filter(slot -> plan.channels(slot).size() == 2).count();
    assertThat(both / 1e4).isCloseTo(0.2, within(0.02));
    assertThat(
            LongStream.range(0, 10_000)
                .filter(slot -> plan.fault(slot) == Fault.CONFLICTING_DUPLICATE)
                .mapToObj(plan::channels))
        .isNotEmpty()
        .allMatch(channels -> channels.size() == 1);
  }

  @Test
  void incompletePostMissesSomePartsAndNotAll() {
    Plan plan = plan(10_000, 0.1);

    for (long slot = 0; slot < 10_000; slot++) {
      boolean incomplete = plan.fault(slot) == Fault.UNMATCHED_PARTS;
      assertThat(plan.parts(slot)).hasSizeBetween(incomplete ? 1 : 3, incomplete ? 2 : 3);
    }
  }

  @Test
  void repeatsDrawEarlierPosts() {
    Plan plan = plan(10_000, 0);

    assertThat(LongStream.range(0, 10_000).map(plan::repeatsAfter).sum()).isEqualTo(3_000);
    assertThat(LongStream.range(0, 10_000)).allMatch(slot -> plan.repeated(slot, 0) <= slot);
  }
}
