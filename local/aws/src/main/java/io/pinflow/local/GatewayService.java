package io.pinflow.local;

import io.pinflow.local.gateway.Gateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** REST in front of Kafka and Kinesis; needs neither of them to start. */
record GatewayService(StackConfig config) implements Service {

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public List<Integer> ports() {
    return List.of(config.gatewayPort());
  }

  @Override
  public String endpoint() {
    return "http://127.0.0.1:" + config.gatewayPort();
  }

  @Override
  public String contents() {
    return "POST /topics/{topic}, PUT /streams/{stream-name}/record";
  }

  @Override
  public ProcessBuilder command() {
    return Jvm.command(
        "512m",
        config,
        Gateway.class.getName(),
        Integer.toString(config.gatewayPort()),
        config.home().resolve("kda/api/openapi.yaml").toString(),
        new KinesisService(config).endpoint(),
        new KafkaService(config).endpoint());
  }

  /** It listens only once it has read its definition. */
  @Override
  public boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", config.gatewayPort()), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void furnish() {
    // it holds nothing
  }
}
