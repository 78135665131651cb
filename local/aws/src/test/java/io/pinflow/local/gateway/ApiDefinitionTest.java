package io.pinflow.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for the definition as a whole. */
class ApiDefinitionTest {

  private static List<JsonNode> operations() throws Exception {
    List<JsonNode> operations = new ArrayList<>();
    Api.file().path("paths").forEach(path -> operations.addAll(path.findParents("operationId")));
    return operations;
  }

  @Test
  void methodsAreThose() {
    assertThat(Api.METHODS)
        .extracting(method -> method.httpMethod() + " " + method.resourcePath())
        .containsExactly(
            "GET /streams",
            "GET /streams/{stream-name}",
            "POST /streams/{stream-name}",
            "DELETE /streams/{stream-name}",
            "PUT /streams/{stream-name}/record",
            "PUT /streams/{stream-name}/records",
            "POST /topics/{topic}");
  }

  /** Records need a key of the API; who makes or deletes streams signs. */
  @Test
  void nobodyComesInUnknown() throws Exception {
    for (JsonNode operation : operations()) {
      boolean writes = operation.path("operationId").asText().matches("Put.*|Produce");

      assertThat(operation.at("/security/0").fieldNames().next())
          .as(operation.path("operationId").asText())
          .isEqualTo(writes ? "key" : "signature");
    }
  }

  @Test
  void eachRoleServesItsOwnActions() throws Exception {
    for (JsonNode operation : operations()) {
      String action = operation.path("operationId").asText();
      JsonNode role = operation.at("/x-amazon-apigateway-integration/credentials/Fn::GetAtt/0");
      if (!action.equals("Produce")) {
        assertThat(role.asText())
            .isEqualTo(action.startsWith("Put") ? "RecordsRole" : "StreamsRole");
        assertThat(operation.at("/x-amazon-apigateway-integration/uri/Fn::Sub").asText())
            .endsWith(":kinesis:action/" + action);
      }
    }
  }

  /** API Gateway refuses to import an integration's status that its method does not have. */
  @Test
  void everyStatusIsOneOfItsMethod() throws Exception {
    for (JsonNode operation : operations()) {
      Set<String> declared = new HashSet<>();
      operation.path("responses").fieldNames().forEachRemaining(declared::add);

      assertThat(
              operation
                  .at("/x-amazon-apigateway-integration/responses")
                  .findValuesAsText("statusCode"))
          .isSubsetOf(declared);
    }
  }

  @Test
  void everyMethodReadsTheErrorsOfKinesisAlike() throws Exception {
    Set<JsonNode> mappings = new HashSet<>();
    for (JsonNode operation : operations()) {
      JsonNode mapping = operation.at("/x-amazon-apigateway-integration/responses/4\\d{2}");
      if (!mapping.isMissingNode()) {
        mappings.add(mapping);
      }
    }

    assertThat(mappings).hasSize(1);
  }

  /** CloudFormation, which includes the file, knows no aliases of YAML. */
  @Test
  void fileHasNoAliases() throws Exception {
    assertThat(Files.readAllLines(Api.FILE))
        .noneMatch(line -> line.matches(".*: [&*]\\w+ *(\\|-)?"));
  }
}
