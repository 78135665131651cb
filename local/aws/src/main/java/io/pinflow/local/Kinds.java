package io.pinflow.local;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Something for each kind. */
final class Kinds {

  private Kinds() {}

  static <T> Map<Kind, T> map(Function<Kind, T> value) {
    Map<Kind, T> map = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      map.put(kind, value.apply(kind));
    }
    return map;
  }
}
