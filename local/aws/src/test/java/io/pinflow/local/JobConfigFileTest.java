package io.pinflow.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobConfigFileTest {

  @TempDir Path data;

  private Map<String, JsonNode> groups(Set<String> services) throws Exception {
    StackConfig stack = new StackConfig(data, data, 1092, 1568, 1900, 1082, services);
    Map<String, JsonNode> groups = new HashMap<>();
    for (JsonNode group : new ObjectMapper().readTree(JobConfigFile.write(stack).toFile())) {
      groups.put(group.path("PropertyGroupId").asText(), group.path("PropertyMap"));
    }
    return groups;
  }

  @Test
  void endpointsAreThoseOfTheStack() throws Exception {
    Map<String, JsonNode> groups = groups(Set.of("kafka", "kinesis", "s3"));

    assertThat(groups)
        .containsOnlyKeys("kafka", "kinesis", "lake", "archive", "dead-letters", "insights");
    assertThat(groups.get("kafka").path("bootstrap.servers").asText()).isEqualTo("127.0.0.1:1092");
    assertThat(groups.get("kinesis").path("aws.endpoint").asText())
        .isEqualTo("http://127.0.0.1:1568");
    assertThat(groups.get("lake").path("s3.endpoint").asText()).isEqualTo("http://127.0.0.1:1900");
    assertThat(groups.get("lake").path("path").asText()).isEqualTo("s3://lake/tables");
  }

  @Test
  void withoutKinesisThereIsNoGroupOfIt() throws Exception {
    assertThat(groups(Set.of("kafka", "s3"))).doesNotContainKey("kinesis");
  }
}
