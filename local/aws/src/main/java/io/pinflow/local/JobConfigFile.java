package io.pinflow.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The job's configuration for a stack: property groups in the file format of the service. */
final class JobConfigFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JobConfigFile() {}

  static Path write(StackConfig stack) throws IOException {
    List<Map<String, Object>> groups = new ArrayList<>();
    groups.add(group("kafka", kafka(stack)));
    if (stack.services().contains("kinesis")) {
      groups.add(group("kinesis", kinesis(stack)));
    }
    groups.add(group("lake", lake(stack)));
    groups.add(group("archive", Map.of("path", location("archive"))));
    groups.add(group("dead-letters", Map.of("path", location("dead-letters"))));
    // so short that a person sees windows close
    groups.add(group("insights", Map.of("window.size", "10 s")));
    Path file = stack.data().resolve("job.json");
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), groups);
    return file;
  }

  private static Map<String, Object> group(String id, Map<String, String> properties) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("PropertyGroupId", id);
    group.put("PropertyMap", properties);
    return group;
  }

  private static Map<String, String> kafka(StackConfig stack) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("bootstrap.servers", new KafkaService(stack).endpoint());
    StackConfig.KINDS.forEach(kind -> properties.put("topic." + kind, "pinflow." + kind));
    return properties;
  }

  private static Map<String, String> kinesis(StackConfig stack) {
    Map<String, String> properties = new LinkedHashMap<>();
    StackConfig.KINDS.forEach(kind -> properties.put("stream." + kind, "pinflow-" + kind));
    properties.put("aws.region", KinesisEndpoint.REGION.id());
    properties.put("aws.endpoint", new KinesisService(stack).endpoint());
    return properties;
  }

  private static Map<String, String> lake(StackConfig stack) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("path", location("tables"));
    properties.put("s3.endpoint", new S3Service(stack).endpoint());
    properties.put("s3.region", KinesisEndpoint.REGION.id());
    properties.put("s3.path-style-access", "true");
    return properties;
  }

  private static String location(String folder) {
    return "s3://" + StackConfig.BUCKET + "/" + folder;
  }
}
