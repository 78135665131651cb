package io.pinflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A TaskManager, known to the JobManager by its name. */
record TaskManagerService(ClusterConfig config, int number) implements Service {

  private static final String MAIN = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  @Override
  public String name() {
    return "taskmanager-" + number;
  }

  @Override
  public String option() {
    return "cluster";
  }

  @Override
  public List<Integer> ports() {
    return config.taskManagerPorts(number);
  }

  @Override
  public String endpoint() {
    return ClusterConfig.LOOPBACK + ":" + ports().get(0);
  }

  @Override
  public String contents() {
    return config.slots() + " slots";
  }

  @Override
  public ProcessBuilder command() throws IOException {
    FlinkJvm jvm =
        new FlinkJvm(
            config,
            name(),
            Map.of(
                "taskmanager.resource-id", name(),
                "taskmanager.rpc.port", Integer.toString(ports().get(0)),
                "taskmanager.data.port", Integer.toString(ports().get(1))));
    return jvm.thorough()
        .direct(jvm.settings().taskManagerDirectMib())
        .command(
            jvm.settings().taskManagerHeapMib(),
            MAIN,
            "--configDir",
            jvm.settings().folder().toString());
  }

  @Override
  public boolean answers() {
    try {
      for (JsonNode each :
          new FlinkRest(config.webUi()).get("/taskmanagers").path("taskmanagers")) {
        if (each.path("id").asText().equals(name())) {
          return true;
        }
      }
      return false;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void furnish() {
    // it has its slots
  }
}
