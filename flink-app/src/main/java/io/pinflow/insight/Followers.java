package io.pinflow.insight;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.datasketches.kll.KllLongsSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;

/**
 * The distribution of follower counts in a group of posts: exact while there are at most {@value
 * #MAX_EXACT} different counts, whatever the number of posts; a KLL sketch beyond.
 *
 * <p>As bytes: format 1 and the number of different counts, then count (4 bytes) and posts (8) of
 * each in order; or format 2 and the serialised sketch.
 */
public final class Followers implements Summary<Followers> {

  static final int MAX_EXACT = 4096;

  /** Rank error at the median of about 0.07 %, for at most 95 KB. */
  private static final int K = 4096;

  private static final byte EXACT = 1;
  private static final byte SKETCHED = 2;
  private static final int ENTRY_BYTES = Integer.BYTES + Long.BYTES;

  private TreeMap<Integer, Long> counts = new TreeMap<>();
  private KllLongsSketch sketch;

  /** Reads {@link #toBytes}. */
  static Followers of(byte[] bytes) {
    Followers followers = new Followers();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format == EXACT) {
      for (int left = in.getInt(); left > 0; left--) {
        followers.counts.put(in.getInt(), in.getLong());
      }
    } else if (format == SKETCHED) {
      followers.counts = null;
      followers.sketch = KllLongsSketch.heapify(Memory.wrap(bytes).region(1, bytes.length - 1));
    } else {
      throw new IllegalArgumentException("follower distribution of unknown format " + format);
    }
    return followers;
  }

  /** Counts one post. */
  void add(int followerCount) {
    add(followerCount, 1);
  }

  @Override
  public void merge(Followers other) {
    if (other.sketch == null) {
      other.counts.forEach(this::add);
    } else {
      sketch();
      sketch.merge(other.sketch);
    }
  }

  private void add(int followerCount, long posts) {
    if (sketch != null) {
      sketch.update(followerCount, posts);
      return;
    }
    counts.merge(followerCount, posts, Long::sum);
    if (counts.size() > MAX_EXACT) {
      sketch();
    }
  }

  /** Posts counted. */
  long posts() {
    return sketch == null
        ? counts.values().stream().mapToLong(Long::longValue).sum()
        : sketch.getN();
  }

  /** The interpolated median: the mean of the two middle values where there is no one middle. */
  double median() {
    if (sketch != null) {
      double below = sketch.getQuantile(0.5, QuantileSearchCriteria.INCLUSIVE);
      double above = sketch.getQuantile(0.5, QuantileSearchCriteria.EXCLUSIVE);
      return (below + above) / 2;
    }
    long posts = posts();
    return (at((posts - 1) / 2) + (double) at(posts / 2)) / 2;
  }

  private int at(long rank) {
    long passed = 0;
    for (Map.Entry<Integer, Long> count : counts.entrySet()) {
      passed += count.getValue();
      if (passed > rank) {
        return count.getKey();
      }
    }
    throw new IllegalStateException("no post of rank " + rank);
  }

  /** A KLL sketch of 64-bit integers, as other engines read it. */
  byte[] toSketchBytes() {
    return (sketch == null ? sketched() : sketch).toByteArray();
  }

  @Override
  public boolean isEmpty() {
    return sketch == null && counts.isEmpty();
  }

  @Override
  public byte[] toBytes() {
    if (sketch != null) {
      byte[] sketched = sketch.toByteArray();
      return ByteBuffer.allocate(1 + sketched.length).put(SKETCHED).put(sketched).array();
    }
    ByteBuffer out = ByteBuffer.allocate(1 + Integer.BYTES + counts.size() * ENTRY_BYTES);
    out.put(EXACT).putInt(counts.size());
    counts.forEach((count, posts) -> out.putInt(count).putLong(posts));
    return out.array();
  }

  /** Goes over to the sketch for good. */
  private void sketch() {
    if (sketch == null) {
      sketch = sketched();
      counts = null;
    }
  }

  private KllLongsSketch sketched() {
    KllLongsSketch made = KllLongsSketch.newHeapInstance(K);
    counts.forEach((count, posts) -> made.update(count, posts));
    return made;
  }
}
