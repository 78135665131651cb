package io.pinflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What 20 000 posts over both channels, broken records among them, have left when the job was
 * drained: one run, at the first call, for all tests of a JVM that only read.
 */
public final class WholeRun {

  /** So short that the posts are in several windows. */
  private static final String WINDOW_SIZE = "4 s";

  private static final String WINDOW_OFFSET = "PT1S";

  private static WholeRun done;

  private final LocalDate day = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
  private final Feed feed;
  private final Landing landing;

  private WholeRun(Path folder) throws Exception {
    feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    landing = Landing.in(folder.resolve("landing"));
    Job job =
        new Job(feed, landing, folder.resolve("states"))
            .with("insights", "window.size", WINDOW_SIZE)
            .with("insights", "window.offset", WINDOW_OFFSET);
    try (JobRun run = job.start()) {
      feed.post("--posts=20000", "--broken=0.02");
      run.awaitKept(feed.count());
      assertThat(run.restarts()).isZero();
      run.drain();
    }
  }

  public static synchronized WholeRun done() throws Exception {
    if (done == null) {
      Path folder = Files.createTempDirectory("pinflow-whole-run-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      done = new WholeRun(folder);
    }
    return done;
  }

  public Feed feed() {
    return feed;
  }

  public Landing landing() {
    return landing;
  }

  /** The day it began on. */
  public LocalDate day() {
    return day;
  }

  /** Its windows, as the oracle is told. */
  public ObjectNode windows() {
    return new ObjectMapper()
        .createObjectNode()
        .put("windowSize", WINDOW_SIZE)
        .put("windowOffset", WINDOW_OFFSET);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException alreadyGone) {
      // the system clears its temporary folder
    }
  }
}
