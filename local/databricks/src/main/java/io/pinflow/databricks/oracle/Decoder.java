package io.pinflow.databricks.oracle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells records from dead letters and finds the post a record speaks of. */
final class Decoder {

  /** The fields of each kind, but for {@code ind} and {@code index}; no two kinds share one. */
  static final Map<String, Set<String>> FIELDS =
      Map.of(
          "pin",
          Set.of(
              "unique_id",
              "title",
              "description",
              "poster_name",
              "follower_count",
              "tag_list",
              "is_image_or_video",
              "image_src",
              "downloaded",
              "save_location",
              "category"),
          "geo",
          Set.of("timestamp", "latitude", "longitude", "country"),
          "user",
          Set.of("first_name", "last_name", "age", "date_joined"));

  private final Payload payloads;

  Decoder(Limits limits) {
    payloads = new Payload(limits);
  }

  /**
   * A record of a post.
   *
   * @param texts the fields of its kind that hold a string or a number, as text
   */
  record Decoded(int ind, Map<String, String> texts) {}

  /** Decodes a payload that came over the stream of a kind. */
  Decoded decode(String kind, byte[] payload) throws Rejected {
    Map<String, Field> fields = payloads.fields(payload);
    int ind = ind(fields);
    if (has(fields, kind) || FIELDS.keySet().stream().noneMatch(other -> has(fields, other))) {
      return new Decoded(ind, texts(fields, kind));
    }
    throw new Rejected(Rejected.WRONG_KIND, ind);
  }

  private static boolean has(Map<String, Field> fields, String kind) {
    return FIELDS.get(kind).stream().anyMatch(fields::containsKey);
  }

  private static Map<String, String> texts(Map<String, Field> fields, String kind) {
    Map<String, String> texts = new HashMap<>();
    for (String name : FIELDS.get(kind)) {
      Field field = fields.getOrDefault(name, Field.NULL);
      if (field.text() != null) {
        texts.put(name, field.text());
      }
    }
    return texts;
  }

  /** A null is as good as no field at all; two spellings must agree. */
  private static int ind(Map<String, Field> fields) throws Rejected {
    Field ind = fields.getOrDefault("ind", Field.NULL);
    Field index = fields.getOrDefault("index", Field.NULL);
    int first = usable(ind.isNull() ? index : ind);
    if (first != usable(index.isNull() ? ind : index)) {
      throw new Rejected(Rejected.NO_IND);
    }
    return first;
  }

  private static int usable(Field field) throws Rejected {
    Exact number = field.text() == null ? null : Exact.json(field.text().trim());
    Integer ind = number == null ? null : number.toInt();
    if (ind == null) {
      throw new Rejected(Rejected.NO_IND);
    }
    return ind;
  }
}
