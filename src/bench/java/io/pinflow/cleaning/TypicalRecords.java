package io.pinflow.cleaning;

import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;

/** Records of the usual size, unlike the short ones of the tests. */
final class TypicalRecords {

  private static final String PIN =
      """
      {"index": 4711, "unique_id": "b8a2f6f0-6d0c-4b0e-9f64-2c7b4f3f0a11",
       "title": "Small balcony garden ideas for a sunny weekend \\u2728",
       "description": "%s",
       "poster_name": "The Quiet Lantern 12", "follower_count": "124k",
       "tag_list": "%s",
       "is_image_or_video": "image",
       "image_src": "https://i.pinimg.com/originals/8f/2c/41/8f2c41d09b7e4a55c3d1f0e2a6b79c10.jpg",
       "downloaded": 1, "save_location": "Local save in /data/home-decor",
       "category": "home-decor"}
      """
          .formatted(
              "warm light, plain wood and a little paint go a long way ".repeat(4),
              "garden light,plain wood,paint wall,".repeat(3) + "warm home");

  private TypicalRecords() {}

  static Envelope pin() {
    return Records.of(Kind.PIN, PIN);
  }
}
