package io.pinflow.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A JobManager; the first leads, and one after it waits to take over. */
record JobManagerService(ClusterConfig config, int number) implements Service {

  private static final String MAIN =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final int HEAP_MIB = 512;

  @Override
  public String name() {
    return "jobmanager-" + number;
  }

  @Override
  public String option() {
    return "cluster";
  }

  @Override
  public List<Integer> ports() {
    List<Integer> ports = config.jobManagerPorts(number);
    return List.of(webPort(), ports.get(0), ports.get(1));
  }

  private int webPort() {
    return config.webPort() + number - 1;
  }

  @Override
  public String endpoint() {
    return "http://%s:%d".formatted(ClusterConfig.LOOPBACK, webPort());
  }

  @Override
  public String contents() {
    return "web UI, state in " + config.state();
  }

  @Override
  public ProcessBuilder command() throws IOException {
    List<Integer> ports = config.jobManagerPorts(number);
    FlinkJvm jvm =
        new FlinkJvm(
            config,
            name(),
            Map.of(
                "rest.port", Integer.toString(webPort()),
                "rest.bind-port", Integer.toString(webPort()),
                "high-availability.jobmanager.port", Integer.toString(ports.get(0)),
                "blob.server.port", Integer.toString(ports.get(1))));
    return jvm.command(HEAP_MIB, MAIN, "--configDir", jvm.settings().folder().toString());
  }

  @Override
  public boolean answers() {
    try {
      return new FlinkRest(endpoint()).get("/overview").has("taskmanagers");
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void furnish() {
    // jobs are submitted, or recovered from what an earlier one has kept
  }
}
