package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** kinesis-local: the Kinesis API in memory; what it holds ends with the process. */
record KinesisService(StackConfig config) implements Service {

  @Override
  public String name() {
    return "kinesis";
  }

  @Override
  public List<Integer> ports() {
    return List.of(config.kinesisPort(), config.kinesisPort() - 1);
  }

  @Override
  public String endpoint() {
    return "http://127.0.0.1:" + config.kinesisPort();
  }

  @Override
  public String contents() {
    return "streams " + String.join(", ", StackConfig.STREAMS);
  }

  @Override
  public ProcessBuilder command() throws IOException {
    Path module = config.home().resolve("local/aws");
    Path installed = NodePackages.install(module).resolve("kinesis-local");
    ProcessBuilder command =
        new ProcessBuilder(
                "node",
                "--max-old-space-size=1024",
                "--require",
                module.resolve("kinesis-preload.js").toString(),
                "main.js")
            .directory(installed.toFile());
    command.environment().put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(config.kinesisPort()));
    command.environment().put("KINESIS_MOCK_TLS_PORT", Integer.toString(config.kinesisPort() - 1));
    command.environment().put("AWS_REGION", KinesisEndpoint.REGION.id());
    command.environment().put("SHARD_LIMIT", "100000");
    command.environment().put("LOG_LEVEL", "WARN");
    command.environment().put("INITIALIZE_STREAMS", streams());
    return command;
  }

  private static String streams() {
    return StackConfig.STREAMS.stream()
        .map(stream -> stream + ":" + StackConfig.PARTITIONS)
        .collect(Collectors.joining(","));
  }

  @Override
  public boolean answers() {
    try (KinesisClient client = KinesisEndpoint.client(endpoint())) {
      return client.listStreams().streamNames().containsAll(StackConfig.STREAMS)
          && StackConfig.STREAMS.stream().allMatch(stream -> active(client, stream));
    } catch (SdkException notYet) {
      return false;
    }
  }

  private static boolean active(KinesisClient client, String stream) {
    return client
            .describeStreamSummary(request -> request.streamName(stream))
            .streamDescriptionSummary()
            .streamStatus()
        == StreamStatus.ACTIVE;
  }

  @Override
  public void furnish() {
    // INITIALIZE_STREAMS did
  }
}
