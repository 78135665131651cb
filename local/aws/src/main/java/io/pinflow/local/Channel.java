package io.pinflow.local;

import java.util.Locale;

/** A way into the job. */
enum Channel {
  KAFKA,
  KINESIS;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
