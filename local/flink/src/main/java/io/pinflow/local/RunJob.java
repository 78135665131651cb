package io.pinflow.local;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * {@code local/run-job}: runs the shaded jar in a mini-cluster of its own, with child-first class
 * loading, RocksDB and the S3 plugin as on the service.
 *
 * <p>Exits 0 when the job has finished (a bounded run, or a stop with drain), 2 for a command line
 * or configuration that cannot be right, 1 for any other failure, with the cause as the last line.
 */
public final class RunJob {

  /** The innermost say what went wrong; those around them only that something did. */
  private static final int MOST_CAUSES = 3;

  private RunJob() {}

  public static void main(String[] args) {
    try {
      run(new RunJobArguments(args), Path.of(System.getProperty("pinflow.home")));
      System.exit(0);
    } catch (Throwable failure) {
      Throwable cause = rootCause(failure);
      System.err.println("\nrun-job failed: " + describe(failure));
      System.exit(cause instanceof IllegalArgumentException ? 2 : 1);
    }
  }

  private static void run(RunJobArguments arguments, Path home) throws Exception {
    if (!Files.isReadable(arguments.config())) {
      throw new IllegalArgumentException(
          "the configuration file '" + arguments.config() + "' cannot be read; check --config");
    }
    int webPort = arguments.webPort() == 0 ? freePort() : arguments.webPort();
    Configuration configuration = ClusterConfiguration.of(arguments, home, webPort);
    FileSystem.initialize(
        configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
    File jar = home.resolve("flink-app/target/pinflow.jar").toFile();
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(jar)
            .setEntryPointClassName(arguments.entry())
            .setUserClassPaths(arguments.classes())
            .setConfiguration(configuration)
            .setArguments("--config", arguments.config().toString())
            .build()) {
      System.err.println("web UI http://127.0.0.1:" + webPort);
      ClientUtils.executeProgram(
          new DefaultExecutorServiceLoader(), configuration, program, false, false);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What the causes say, from the outermost that adds something to the innermost. */
  private static String describe(Throwable failure) {
    Throwable root = rootCause(failure);
    if (root instanceof IllegalArgumentException) {
      return root.getMessage();
    }
    Deque<String> said = new ArrayDeque<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
      said.removeIf(message::contains);
      said.addLast(message);
    }
    while (said.size() > MOST_CAUSES) {
      said.removeFirst();
    }
    return String.join(": ", said);
  }
}
