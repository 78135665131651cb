package io.pinflow.local;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is sent for each post and in which order: a pure function of the options, so that a repeat
 * knows how its original went without a memory of the run.
 *
 * <p>A slot is the place of a post in the order of sending, from 0.
 *
 * @param first number of the first post
 * @param repeats repeated deliveries per post
 * @param broken share of slots with a fault
 * @param bothShare share of posts that are sent over both channels, when there are two
 * @param quoted share of Kinesis records that are dumped twice
 */
record Plan(
    long seed,
    long first,
    long posts,
    double repeats,
    double broken,
    double bothShare,
    double quoted,
    Set<Channel> to) {

  private static final long CHANNELS = 10;
  private static final long PARTS = 11;
  private static final long REPEATS = 12;

  /** Prime, so that it shares no factor with a number of posts that is not a multiple of it. */
  private static final long STRIDE = 1_000_003;

  /** The post sent at this slot: every post once, in no order. */
  long post(long slot) {
    return first + (posts % STRIDE == 0 ? slot : slot * STRIDE % posts);
  }

  /** The fault at this slot, or null. Evenly spread, so that even short runs have all of them. */
  Fault fault(long slot) {
    long before = (long) (slot * broken);
    return (long) ((slot + 1) * broken) == before ? null : Fault.nth(before);
  }

  /** The channels of a post; a conflict needs the order that only one of them gives. */
  Set<Channel> channels(long slot) {
    if (to.size() == 1) {
      return to;
    }
    Draw draw = new Draw(seed, CHANNELS, slot);
    boolean both = draw.chance(bothShare) && fault(slot) != Fault.CONFLICTING_DUPLICATE;
    return both ? to : EnumSet.of(draw.chance(0.5) ? Channel.KAFKA : Channel.KINESIS);
  }

  /** The parts of a post that are sent: all of them, or one or two when some are missing. */
  Set<Kind> parts(long slot) {
    Set<Kind> parts = EnumSet.allOf(Kind.class);
    if (fault(slot) == Fault.UNMATCHED_PARTS) {
      Draw draw = new Draw(seed, PARTS, slot);
      int present = 1 + (int) draw.below(6);
      parts.removeIf(kind -> (present >> kind.ordinal() & 1) == 0);
    }
    return parts;
  }

  /** How many repeats follow this slot. */
  long repeatsAfter(long slot) {
    return (long) ((slot + 1) * repeats) - (long) (slot * repeats);
  }

  /** The slot that the nth repeat after this one draws again, with replacement. */
  long repeated(long slot, long n) {
    return new Draw(seed, REPEATS + n * 1_000, slot).below(slot + 1);
  }
}
