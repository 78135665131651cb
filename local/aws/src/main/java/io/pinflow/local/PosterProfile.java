package io.pinflow.local;

/**
 * Everything about a poster that is the same in all of their posts.
 *
 * @param home the category of nine tenths of their posts
 * @param followers as producers print it: {@code 437}, {@code 124k}, {@code 2M}
 * @param latitude in ten-thousandths of a degree, as is the longitude
 * @param joined epoch second
 */
record PosterProfile(
    String name,
    Category home,
    String followers,
    String firstName,
    String lastName,
    int age,
    long joined,
    String country,
    int latitude,
    int longitude) {

  private static final long TOPIC = 1;

  /** 2015-10-20, the first day anyone joined; the last is two years later. */
  private static final long FIRST_JOINED = 1_445_299_200L;

  private static final long TWO_YEARS = 731L * 86_400;
  private static final double MOST_FOLLOWERS = 15e6;

  /** Of 41 ages, 20 to 60, the exponent that puts 45 % into the first five. */
  private static final double AGE_SKEW = 2.635;

  static PosterProfile of(long seed, long poster) {
    Draw draw = new Draw(seed, TOPIC, poster);
    Category home = draw.of(Category.ALL);
    return new PosterProfile(
        name(poster),
        home,
        followers(draw, home, poster),
        draw.of(Vocabulary.FIRST_NAMES),
        draw.of(Vocabulary.LAST_NAMES),
        20 + (int) (41 * Math.pow(draw.uniform(), AGE_SKEW)),
        FIRST_JOINED + draw.below(TWO_YEARS),
        draw.of(draw.chance(0.41) ? Vocabulary.COUNTRIES_AB : Vocabulary.COUNTRIES),
        (int) (draw.below(1_800_000) - 900_000),
        (int) (draw.below(3_600_000) - 1_800_000));
  }

  /** No two posters share one. */
  private static String name(long poster) {
    int adjectives = Vocabulary.ADJECTIVES.length;
    int nouns = Vocabulary.NOUNS.length;
    long pair = poster * 1_237 % (adjectives * nouns);
    long round = poster / (adjectives * nouns);
    return "The "
        + Vocabulary.ADJECTIVES[(int) (pair % adjectives)]
        + " "
        + Vocabulary.NOUNS[(int) (pair / adjectives)]
        + (round == 0 ? "" : " " + round);
  }

  /** Log-normal around the category's median, with a longer tail below than above. */
  private static String followers(Draw draw, Category home, long poster) {
    double normal = draw.normal();
    double log = Math.log10(home.medianFollowers) + normal * (normal > 0 ? 0.9 : 1.6);
    long count = (long) Math.min(MOST_FOLLOWERS, Math.pow(10, log));
    if (poster > 0 && draw.chance(0.01)) {
      return "0";
    }
    if (count < 1_000) {
      return Long.toString(count);
    }
    return count < 1_000_000 ? count / 1_000 + "k" : count / 1_000_000 + "M";
  }
}
