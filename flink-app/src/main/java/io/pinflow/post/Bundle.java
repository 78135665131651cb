package io.pinflow.post;

import java.util.HashMap;
import java.util.Map;

/**
 * The posts touched since the last flush, in front of keyed state.
 *
 * <p>The three parts of a post mostly arrive close together, so that one read and one write of the
 * state backend serve all of them; nothing is emitted later than it would be without.
 */
final class Bundle {

  /** About 10 MB: an entry is a few hundred bytes. */
  private static final int MAX_POSTS = 20_000;

  private Map<Integer, PostState> posts = new HashMap<>();

  PostState get(int ind) {
    return posts.get(ind);
  }

  void put(int ind, PostState state) {
    posts.put(ind, state);
  }

  boolean isFull() {
    return posts.size() >= MAX_POSTS;
  }

  /**
   * Hands out the complete posts; the others are about to be touched again and stay, unless they
   * fill it alone.
   */
  Map<Integer, PostState> makeRoom() {
    Map<Integer, PostState> complete = new HashMap<>(posts);
    complete.values().removeIf(state -> !state.isComplete());
    if (complete.size() < MAX_POSTS / 2) {
      return drain();
    }
    posts.keySet().removeAll(complete.keySet());
    return complete;
  }

  /** Hands out all posts and is empty after. */
  Map<Integer, PostState> drain() {
    Map<Integer, PostState> drained = posts;
    posts = new HashMap<>();
    return drained;
  }
}
