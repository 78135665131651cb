package io.pinflow.local;

import java.io.IOException;

/** The job of a demo, wherever it runs. */
interface DemoJob {

  String webUi();

  /** Returns once all its tasks run. */
  void awaitRunning() throws IOException;

  /** Its counters now; fails when it has failed. */
  JobCounts counts() throws IOException;

  /** Number of completed checkpoints. */
  long checkpoints() throws IOException;

  /** Returns once everything it has read is committed and it has finished. */
  void drain() throws IOException;

  /** Ends it where it stands. */
  void end();
}
