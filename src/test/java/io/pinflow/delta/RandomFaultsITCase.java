package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.FaultProxy.Fault;
import io.pinflow.testing.FaultyFiles;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.S3FileSystem;
import io.pinflow.testing.Soak;
import io.pinflow.testing.Spark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Commits, data files, log checkpoints and tasks fail by chance, at the file system and at HTTP.
 */
class RandomFaultsITCase {

  private static final int PER_CHECKPOINT = 20;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private FaultProxy proxy;
  private Path folder;
  private DeltaJob job;
  private Random chance;

  @BeforeEach
  void connect() throws Exception {
    LocalStack stack = LocalStack.with(Service.S3);
    S3FileSystem.use(stack.s3Endpoint());
    proxy = new FaultProxy(stack.s3Endpoint());
    String bucket = stack.createBucket("faults");
    folder = stack.bucketFolder(bucket);
    chance = new Random(Soak.seed(20221120));
    job = new DeltaJob("s3://" + bucket);
    job.perCheckpoint = PER_CHECKPOINT;
    job.configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    job.sink =
        sink ->
            sink.logCheckpointInterval(10)
                .storage(
                    StorageOptions.defaults()
                        .withEndpoint(proxy.endpoint())
                        .withRegion(LocalStack.REGION)
                        .withPathStyleAccess(true));
    long files = chance.nextLong();
    Random onFiles = new Random(files);
    FaultyFiles.failWhen(
        (operation, path) -> path.toString().contains(bucket) && onFiles.nextInt(150) == 0);
  }

  @AfterEach
  void disconnect() {
    FaultyFiles.heal();
    proxy.close();
  }

  @Test
  void noneLosesOrRepeatsARow() throws Exception {
    int checkpoints = Soak.of(40, 600);
    job.count = (long) checkpoints * PER_CHECKPOINT;
    job.failing(DeltaJob.Point.RECORD, checkpoints / 20)
        .failing(DeltaJob.Point.SNAPSHOT, checkpoints / 20)
        .failing(DeltaJob.Point.NOTIFICATION, checkpoints / 20);
    Fault[] faults = Fault.values();
    for (int i = 0; i < 4 * checkpoints; i++) {
      proxy.next(chance.nextInt(6) > 0 ? Fault.NONE : faults[chance.nextInt(faults.length)]);
    }

    job.define().execute();

    long commits = 0;
    for (String table : List.of("all", "evens")) {
      commits += commits(table);
      assertThat(ids(table)).containsExactlyElementsOf(expected(table.equals("all") ? 1 : 2));
      List<String> paths = addedPaths(table);
      assertThat(paths).doesNotHaveDuplicates();
    }
    System.out.println(commits + " commits in " + proxy.commits() + " attempts");
    assertThat(commits).isGreaterThan(checkpoints);
  }

  private List<Long> expected(int step) {
    return LongStream.range(0, job.count)
        .filter(id -> id % step == 0)
        .boxed()
        .collect(Collectors.toList());
  }

  private List<Long> ids(String table) {
    List<Long> ids =
        Spark.select("id", folder.resolve(table)).stream()
            .map(row -> (Long) row.get(0))
            .collect(Collectors.toList());
    Collections.sort(ids);
    return ids;
  }

  /** How many there are, after asserting that no version is left out. */
  private long commits(String table) throws Exception {
    List<Long> versions;
    try (Stream<Path> files = Files.list(folder.resolve(table).resolve("_delta_log"))) {
      versions =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("[0-9]+\\.json"))
              .map(name -> Long.valueOf(name.replace(".json", "")))
              .sorted()
              .collect(Collectors.toList());
    }
    assertThat(versions)
        .containsExactlyElementsOf(
            LongStream.range(0, versions.size()).boxed().collect(Collectors.toList()));
    return versions.size();
  }

  private List<String> addedPaths(String table) throws Exception {
    List<String> paths = new ArrayList<>();
    for (long version = 0; version < commits(table); version++) {
      Path commit = folder.resolve(table).resolve(String.format("_delta_log/%020d.json", version));
      for (String line : Files.readAllLines(commit)) {
        if (line.startsWith("{\"add\"")) {
          paths.add(line.replaceAll(".*\"path\":\"([^\"]+)\".*", "$1"));
        }
      }
    }
    return paths;
  }
}
