package io.pinflow.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownPostsTest {

  private static final int POSTS = 16 << 20;

  @Test
  void everyPostIsKnownOnceItWasAdded() {
    KnownPosts known = new KnownPosts();
    int[] inds = new Random(7).ints(100_000).distinct().toArray();
    for (int ind : inds) {
      known.add(ind);
    }

    assertThat(IntStream.of(inds)).allMatch(known::add);
  }

  @Test
  void everyPostOfARestoredStateIsKnown() {
    KnownPosts known = new KnownPosts();
    known.addAll(IntStream.range(-1000, 1000).boxed());

    assertThat(IntStream.range(-1000, 1000)).allMatch(known::add);
    assertThat(known.add(1000)).isFalse();
  }

  @Test
  void oneNewPostInTwentyFiveIsTakenForAKnownOneWhenSixteenMillionAre() {
    KnownPosts known = new KnownPosts();
    int mistaken = 0;
    for (int ind = 0; ind < POSTS; ind++) {
      boolean isKnown = known.add(ind);
      mistaken += isKnown && ind >= POSTS - 100_000 ? 1 : 0;
    }

    assertThat(mistaken).isBetween(3_000, 4_500);
  }

  @Test
  void ofALargerStateAllPostsAreLookedFor() {
    KnownPosts known = new KnownPosts();
    known.addAll(Stream.iterate(0, ind -> ind + 1));

    assertThat(new Random(7).ints(1_000)).allMatch(known::add);
  }
}
