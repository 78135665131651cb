package io.pinflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LeadsTest {

  private final Leads leads = new Leads();

  @Test
  void whoReadsManyRecordsMoreWaitsUntilTheSlowestHasReachedThem() {
    leads.read("slow", 100, 1_000);
    leads.read("fast", Leads.MAX_LEAD, 2_000);
    assertThat(leads.ahead(Set.of("slow", "fast"))).isEmpty();

    leads.read("fast", 1, 3_000);
    assertThat(leads.ahead(Set.of("slow", "fast"))).containsExactly("fast");

    leads.read("slow", 1, 2_000);
    assertThat(leads.ahead(Set.of("slow", "fast"))).isEmpty();
  }

  /** It is records that count: the few of a sparse split may be hours apart. */
  @Test
  void whoReadsFewRecordsOfALongTimeNeverWaits() {
    leads.read("dense", 500, 1_000);
    leads.read("sparse", 500, 86_400_000);

    assertThat(leads.ahead(Set.of("dense", "sparse"))).isEmpty();
  }

  @Test
  void nobodyWaitsForASplitThatHasNothingMore() {
    leads.read("slow", 100, 1_000);
    leads.read("fast", Leads.MAX_LEAD + 1, 2_000);

    assertThat(leads.ahead(Set.of("fast"))).isEmpty();
  }

  @Test
  void splitThatWasNotReadYetIsTheSlowest() {
    leads.read("fast", Leads.MAX_LEAD + 1, 2_000);

    assertThat(leads.ahead(Set.of("slow", "fast"))).containsExactly("fast");
  }

  @Test
  void nobodyWaitsForASplitOfWhichNothingComesUntilItIsReadAgain() {
    leads.read("slow", 100, 1_000);
    leads.read("fast", Leads.MAX_LEAD + 1, 2_000);

    leads.silent(Set.of("slow"));
    assertThat(leads.ahead(Set.of("slow", "fast"))).isEmpty();

    leads.read("slow", 1, 1_500);
    leads.read("fast", Leads.MAX_LEAD + 1, 3_000);
    assertThat(leads.ahead(Set.of("slow", "fast"))).containsExactly("fast");
  }
}
