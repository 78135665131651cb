package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Flink's own command line, told where the cluster is; it gives the cluster the job's jar. */
final class Submission {

  private static final String MAIN = "org.apache.flink.client.cli.CliFrontend";
  private static final int HEAP_MIB = 512;

  private final ClusterConfig config;

  Submission(ClusterConfig config) {
    this.config = config;
  }

  /** Puts the property groups where the service has them, and runs the jar without arguments. */
  ProcessBuilder submit(Path groups, Path jar, int parallelism, String savepoint)
      throws IOException {
    for (Path file : List.of(groups, jar)) {
      if (!Files.isReadable(file)) {
        throw new Failure("The file '" + file + "' cannot be read; check its path and rights.");
      }
    }
    Files.createDirectories(config.propertyGroups().getParent());
    Files.copy(groups, config.propertyGroups(), StandardCopyOption.REPLACE_EXISTING);
    List<String> run = new ArrayList<>(List.of("run", "--detached"));
    run.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    if (!savepoint.isEmpty()) {
      run.addAll(List.of("--fromSavepoint", savepoint));
    }
    run.add(jar.toString());
    return flink(run.toArray(String[]::new));
  }

  ProcessBuilder flink(String... words) throws IOException {
    return new FlinkJvm(config, "client").quiet().command(HEAP_MIB, MAIN, words);
  }
}
