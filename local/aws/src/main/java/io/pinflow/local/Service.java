package io.pinflow.local;

import java.io.IOException;
import java.util.List;

/** One process of a {@link Fleet}. */
interface Service {

  /** Its name in options, logs and messages. */
  String name();

  /** What the options that choose its ports begin with. */
  default String option() {
    return name();
  }

  /** Every loopback port it opens; the first is the one clients use. */
  List<Integer> ports();

  /** What clients are given: a host and port, or a URL. */
  String endpoint();

  /** What it holds, for people. */
  String contents();

  /** Writes its configuration and says how it is started. */
  ProcessBuilder command() throws IOException;

  /** Whether it answers a real request now; false while it is still starting. */
  boolean answers();

  /**
   * Makes the topics, streams or buckets it should have; once it answers, harmless when repeated.
   */
  void furnish();
}
