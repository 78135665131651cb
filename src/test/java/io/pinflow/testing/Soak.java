package io.pinflow.testing;

/**
 * How long tests of chance and endurance run: short by default, long under {@code -Psoak}. {@code
 * -Dseed=…} repeats a run of chance.
 */
public final class Soak {

  private Soak() {}

  /** The first of the two by default, the second under {@code -Psoak}. */
  public static int of(int few, int many) {
    return Boolean.getBoolean("soak") ? many : few;
  }

  /** The seed asked for; else this one, or one drawn by the clock under {@code -Psoak}. */
  public static long seed(long usual) {
    long drawn = Boolean.getBoolean("soak") ? System.nanoTime() : usual;
    long seed = Long.getLong("seed", drawn);
    System.out.println("seed " + seed);
    return seed;
  }
}
