package io.pinflow.local;

import java.util.Locale;

/** The three kinds of record that make a post. */
enum Kind {
  PIN,
  GEO,
  USER;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
