package io.pinflow.local;

/**
 * Makes the records of posts: a pure function of seed, number of posts, post and channel, so that a
 * repeat is the same bytes and every run the same data.
 *
 * <p>Post 7528 is the example that every reader of this data knows, all of it placeholders. Not for
 * use by several threads at once.
 */
final class PostGenerator {

  private static final long TOPIC = 3;

  /** The share of all posts that the busiest poster has. */
  private static final double BUSIEST = 0.02;

  /** 2017-10-20, when the last poster joined; the last post is five years later. */
  private static final long FIRST_POST = 1_508_457_600L;

  private static final long FIVE_YEARS = 1_826L * 86_400;
  private static final int EXAMPLE = 7528;

  private final long seed;
  private final long posters;
  private final JsonBytes json = new JsonBytes();

  /** A poster has two posts on average. */
  PostGenerator(long seed, long posts) {
    this.seed = seed;
    this.posters = Math.max(50, posts / 2);
  }

  /** The record of this kind as this channel's producer writes it. */
  byte[] record(Kind kind, long post, Channel channel) {
    return record(kind, post, channel, false);
  }

  /** The same record with one fact changed: it cleans to another row. */
  byte[] conflicting(Kind kind, long post, Channel channel) {
    return record(kind, post, channel, true);
  }

  private byte[] record(Kind kind, long post, Channel channel, boolean changed) {
    Style style = Style.of(seed, post, channel);
    Draw draw = new Draw(seed, TOPIC + kind.ordinal() * 100L, post);
    JsonFields fields = new JsonFields(json.clear(), style);
    switch (kind) {
      case PIN -> pin(fields, post, draw, changed);
      case GEO -> geo(fields, post, draw, changed);
      case USER -> user(fields, post, changed);
    }
    return fields.end();
  }

  private void pin(JsonFields fields, long post, Draw draw, boolean changed) {
    PinFields pin = post == EXAMPLE ? PinFields.EXAMPLE : PinFields.of(profile(post), draw);
    pin.write(fields.number(fields.style().pinKey(), post), changed);
  }

  private void geo(JsonFields fields, long post, Draw draw, boolean changed) {
    fields.number(fields.style().otherKey(), post);
    boolean example = post == EXAMPLE;
    PosterProfile poster = profile(post);
    long posted = example ? 1_598_586_767L : FIRST_POST + draw.below(FIVE_YEARS);
    fields
        .text("timestamp", fields.style().dates().print(changed ? posted + 1 : posted))
        .degrees("latitude", example ? -899_787 : poster.latitude())
        .degrees("longitude", example ? -1_732_930 : poster.longitude())
        .text("country", example ? "Albania" : poster.country());
  }

  private void user(JsonFields fields, long post, boolean changed) {
    fields.number(fields.style().otherKey(), post);
    boolean example = post == EXAMPLE;
    PosterProfile poster = profile(post);
    int age = example ? 20 : poster.age();
    fields
        .text("first_name", example ? "Abigail" : poster.firstName())
        .text("last_name", example ? "Ali" : poster.lastName())
        .number("age", changed ? age + 1 : age)
        .text(
            "date_joined",
            fields.style().dates().print(example ? 1_445_685_831L : poster.joined()));
  }

  /** The poster of a post: one has {@link #BUSIEST} of all, the rest fall off as a power law. */
  PosterProfile profile(long post) {
    Draw draw = new Draw(seed, TOPIC + 1_000, post);
    if (draw.chance(BUSIEST)) {
      return PosterProfile.of(seed, 0);
    }
    double rank = draw.uniform();
    return PosterProfile.of(seed, 1 + (long) ((posters - 1) * rank * rank));
  }
}
