package io.pinflow.cleaning;

import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.Origin;
import java.nio.charset.StandardCharsets;

/** Records with valid defaults. */
final class Records {

  /** 2026-01-01T00:00:00Z. */
  static final long T0 = 1_767_225_600_000L;

  static final Origin ORIGIN = new Origin(Channel.KAFKA, "posts.pin", "3", "42");

  static final String PIN =
      """
      {"index": 7528, "unique_id": "fbe53c66-3442-4773-b19e-d3ec6f54dddf",
       "title": "No Title Data Available",
       "description": "No description available Story format",
       "poster_name": "User Info Error", "follower_count": "User Info Error",
       "tag_list": "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e",
       "is_image_or_video": "multi-video(story page format)",
       "image_src": "Image src error.", "downloaded": 0,
       "save_location": "Local save in /data/mens-fashion", "category": "mens-fashion"}
      """;

  static final String GEO =
      """
      {"ind": 7528, "timestamp": "2020-08-28 03:52:47", "latitude": -89.9787,
       "longitude": -173.293, "country": "Albania"}
      """;

  static final String USER =
      """
      {"ind": 7528, "first_name": "Abigail", "last_name": "Ali", "age": 20,
       "date_joined": "2015-10-24 11:23:51"}
      """;

  private Records() {}

  static Envelope of(Kind kind, String payload) {
    return of(kind, payload.getBytes(StandardCharsets.UTF_8));
  }

  static Envelope of(Kind kind, byte[] payload) {
    return new Envelope(kind, ORIGIN, T0, payload);
  }

  /** A pin whose one field besides {@code ind} has this JSON as its value. */
  static Envelope pin(String field, String json) {
    return of(Kind.PIN, "{\"ind\":1,\"" + field + "\":" + json + "}");
  }
}
