package io.pinflow.local;

/**
 * A cheap stream of pseudo-random numbers that is a pure function of its seed and subject, so that
 * any post can be made again without having made those before it (SplitMix64).
 */
final class Draw {

  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  /** Different topics give independent streams for the same subject. */
  Draw(long seed, long topic, long subject) {
    state = mix(mix(seed ^ topic * STEP) + subject * STEP);
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  long bits() {
    state += STEP;
    return mix(state);
  }

  /** From 0, below 1. */
  double uniform() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** From 0, below the bound. */
  long below(long bound) {
    return (long) (uniform() * bound);
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Mean 0, standard deviation 1. */
  double normal() {
    return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  }

  <T> T of(T[] choices) {
    return choices[(int) below(choices.length)];
  }
}
