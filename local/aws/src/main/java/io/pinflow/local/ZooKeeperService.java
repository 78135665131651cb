package io.pinflow.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ZooKeeper, which keeps who leads: what lets a JobManager take over from one that is gone. */
record ZooKeeperService(ClusterConfig config) implements Service {

  private static final String MAIN =
      "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain";
  private static final int HEAP_MIB = 96;
  private static final int PATIENCE_MILLIS = 1_000;

  @Override
  public String name() {
    return "zookeeper";
  }

  @Override
  public String option() {
    return "cluster";
  }

  @Override
  public List<Integer> ports() {
    return List.of(config.firstPort());
  }

  @Override
  public String endpoint() {
    return ClusterConfig.LOOPBACK + ":" + config.firstPort();
  }

  @Override
  public String contents() {
    return "";
  }

  @Override
  public ProcessBuilder command() throws IOException {
    Path folder = Files.createDirectories(config.data().resolve("cluster/zookeeper"));
    Path file =
        Files.writeString(
            folder.resolve("zoo.cfg"),
            """
            tickTime=1000
            dataDir=%s
            clientPort=%d
            clientPortAddress=%s
            admin.enableServer=false
            """
                .formatted(
                    folder.toString().replace("\\", "/"),
                    config.firstPort(),
                    ClusterConfig.LOOPBACK));
    return new FlinkJvm(config, name()).command(HEAP_MIB, MAIN, file.toString());
  }

  @Override
  public boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(ClusterConfig.LOOPBACK, config.firstPort()), PATIENCE_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void furnish() {
    // Flink makes its own nodes
  }
}
