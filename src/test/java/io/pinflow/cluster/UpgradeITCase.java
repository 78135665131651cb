package io.pinflow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Feed;
import io.pinflow.testing.Landing;
import io.pinflow.testing.ProcessCluster;
import io.pinflow.testing.Release;
import io.pinflow.testing.Repository;
import io.pinflow.testing.SubmittedJob;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopped with a savepoint, changed, and resumed. */
@Tag("soak")
class UpgradeITCase {

  private static final Path JAR = Repository.home().resolve("flink-app/target/pinflow.jar");
  private static final Path ADDED =
      Repository.home().resolve("src/test/resources/io/pinflow/insight/added");

  @TempDir Path folder;

  @Test
  void anotherJarWithAnotherParallelismGoesOnWhereTheFirstWasStopped() throws Exception {
    Feed feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    Landing landing = Landing.onS3();
    String jar = withMoreInsights().toString();
    String savepoint;

    try (ProcessCluster cluster = new ProcessCluster(folder.resolve("cluster"), 2)) {
      try (SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "1")) {
        feed.post("--posts=500", "--broken=0.04");
        job.awaitArchived(landing, 500);
        savepoint = job.suspend();
      }
      try (SubmittedJob job =
          cluster.submit(feed, landing, "--parallelism", "4", "--from", savepoint, "--jar", jar)) {
        feed.post("--posts=500", "--first=400", "--seed=2", "--broken=0.04");
        job.awaitArchived(landing, feed.count() - 500);
        savepoint = job.suspend();
      }
      try (SubmittedJob job =
          cluster.submit(feed, landing, "--parallelism", "2", "--from", savepoint, "--jar", jar)) {
        feed.post("--posts=300", "--first=800", "--seed=3", "--broken=0.04");
        job.awaitArchived(landing, feed.count());
        job.drain();
      }
    }

    landing.assertHolds(feed);
    assertThat(landing.rows("posts_by_country")).isPositive();
  }

  /** The jar of a release that answers more questions. */
  private Path withMoreInsights() throws IOException {
    Path jar = Files.copy(JAR, folder.resolve("next.jar"));
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Stream<Path> added = Files.walk(ADDED)) {
      for (Path file : added.filter(Files::isRegularFile).toList()) {
        Files.copy(file, inside.getPath("sql", ADDED.relativize(file).toString()));
      }
    }
    return jar;
  }

  /**
   * Leaves what a release keeps in {@code target/releases}, under the name in {@code -Drelease=…}.
   * It goes to {@code src/test/resources/io/pinflow/releases} when the release is made.
   */
  @Test
  void stateOfThisReleaseIsKept() throws Exception {
    Release release =
        Release.next("pinflow-" + System.getProperty("release", "next"), folder.resolve("feed"));

    try (ProcessCluster cluster = new ProcessCluster(folder.resolve("cluster"), 1);
        SubmittedJob job =
            cluster.submit(release.feed(), release.landing(), "--parallelism", "1")) {
      release.feed().post("--posts=60", "--broken=0.1");
      job.awaitArchived(release.landing(), release.feed().count());
      job.suspend(release.savepoints());
    }
    Path zip = release.pack(Repository.home().resolve("flink-app/target/releases"));

    assertThat(Files.size(zip)).isLessThan(2 << 20);
    try (FileSystem packed = FileSystems.newFileSystem(zip);
        Stream<Path> files = Files.walk(packed.getPath("bucket", "savepoints"))) {
      assertThat(files.filter(file -> file.endsWith("_metadata")).toList()).hasSize(1);
    }
  }
}
