package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.record.Kind;

/** Records as producers send them, one for each kind and number. */
public final class Parts {

  private Parts() {}

  /** A good record of this kind. */
  public static byte[] of(Kind kind, int ind) {
    return json(kind, ind, 0).getBytes(UTF_8);
  }

  /** A good record of this kind that cleans to another row. */
  public static byte[] other(Kind kind, int ind, int edition) {
    return json(kind, ind, edition).getBytes(UTF_8);
  }

  private static String json(Kind kind, int ind, int edition) {
    switch (kind) {
      case PIN:
        return ("{\"index\":%d,\"unique_id\":\"id-%d\",\"title\":\"Title %d\",\"description\":\"№ %d\","
                + "\"poster_name\":\"poster %d\",\"follower_count\":\"%dk\",\"tag_list\":\"a,b,c\","
                + "\"is_image_or_video\":\"image\",\"image_src\":\"https://i.example/%d.jpg\",\"downloaded\":1,"
                + "\"save_location\":\"Local save in /data/art\",\"category\":\"art\"}")
            .formatted(ind, ind, edition, ind, ind % 50, ind % 900 + 1, ind);
      case GEO:
        return ("{\"ind\":%d,\"timestamp\":\"2020-08-28T03:%02d:47\",\"latitude\":%d.5,\"longitude\":%d.25,"
                + "\"country\":\"Albania\"}")
            .formatted(ind, edition % 60, ind % 90, ind % 180);
      default:
        return ("{\"ind\":%d,\"first_name\":\"Abigail\",\"last_name\":\"Ali %d\",\"age\":%d,"
                + "\"date_joined\":\"2015-10-24 11:23:51\"}")
            .formatted(ind, edition, ind % 60 + 18);
    }
  }
}
