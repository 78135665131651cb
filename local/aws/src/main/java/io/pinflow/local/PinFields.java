package io.pinflow.local;

import java.util.UUID;

/** What a pin says besides its number, placeholders at the rates of the original data included. */
record PinFields(
    String uniqueId,
    String title,
    String description,
    String poster,
    String followers,
    String tags,
    String type,
    String image,
    int downloaded,
    String category) {

  private static final String NO_TITLE = "No Title Data Available";
  private static final String NO_STORY = "No description available Story format";
  private static final String[] NO_DESCRIPTION = {"No description available", "Untitled"};
  private static final String NO_USER = "User Info Error";
  private static final String NO_TAGS = "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e";
  private static final String NO_IMAGE = "Image src error.";
  private static final String STORY = "multi-video(story page format)";

  static final PinFields EXAMPLE =
      new PinFields(
          "fbe53c66-3442-4773-b19e-d3ec6f54dddf",
          NO_TITLE,
          NO_STORY,
          NO_USER,
          NO_USER,
          NO_TAGS,
          STORY,
          NO_IMAGE,
          0,
          "mens-fashion");

  static PinFields of(PosterProfile poster, Draw draw) {
    boolean story = draw.chance(0.08);
    boolean unknownUser = draw.chance(0.011);
    Category category = draw.chance(0.9) ? poster.home() : draw.of(Category.ALL);
    boolean noImage = draw.chance(0.026);
    return new PinFields(
        uuid(draw),
        draw.chance(0.011) ? NO_TITLE : title(draw),
        description(draw, story),
        unknownUser ? NO_USER : poster.name(),
        unknownUser ? NO_USER : poster.followers(),
        draw.chance(0.017) ? NO_TAGS : tags(draw),
        story ? STORY : draw.chance(0.002) ? null : draw.chance(0.033) ? "video" : "image",
        noImage ? (draw.chance(0.9) ? NO_IMAGE : "Image src error") : image(draw),
        noImage ? 0 : 1,
        category.label);
  }

  void write(JsonFields fields, boolean changed) {
    fields
        .text("unique_id", uniqueId)
        .text("title", changed ? "Edited: " + title : title)
        .text("description", description)
        .text("poster_name", poster)
        .text("follower_count", followers)
        .text("tag_list", tags)
        .text("is_image_or_video", type)
        .text("image_src", image)
        .number("downloaded", downloaded)
        .text("save_location", "Local save in /data/" + category)
        .text("category", category);
  }

  private static String uuid(Draw draw) {
    long high = draw.bits() & ~0xF000L | 0x4000L;
    long low = draw.bits() >>> 2 | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static String title(Draw draw) {
    StringBuilder text = new StringBuilder(80);
    if (draw.chance(0.12)) {
      text.append(draw.of(Vocabulary.SPICES));
    }
    words(text, draw, 4 + (int) draw.below(9));
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String description(Draw draw, boolean story) {
    if (story && draw.chance(0.925)) {
      return NO_STORY;
    }
    if (draw.chance(0.0195)) {
      return draw.of(NO_DESCRIPTION);
    }
    StringBuilder text = new StringBuilder(400);
    int words = (int) Math.min(160, 6 + Math.exp(3.05 + 0.8 * draw.normal()));
    words(text, draw, words);
    if (draw.chance(0.1)) {
      text.append(' ').append(draw.of(Vocabulary.SPICES));
    }
    return text.append('.').toString();
  }

  private static String tags(Draw draw) {
    StringBuilder text = new StringBuilder(160);
    for (int i = 0; i < 9; i++) {
      text.append(i == 0 ? "" : ",").append(draw.of(Vocabulary.WORDS)).append(' ');
      text.append(draw.of(Vocabulary.WORDS));
    }
    return text.toString();
  }

  private static void words(StringBuilder text, Draw draw, int count) {
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(draw.of(Vocabulary.WORDS));
    }
  }

  private static String image(Draw draw) {
    String hash =
        Long.toHexString(draw.bits() | Long.MIN_VALUE)
            + Long.toHexString(draw.bits() | Long.MIN_VALUE);
    return "https://i.pinimg.com/originals/"
        + hash.substring(0, 2)
        + "/"
        + hash.substring(2, 4)
        + "/"
        + hash.substring(4, 6)
        + "/"
        + hash
        + ".jpg";
  }
}
