package io.pinflow.kda;

import static io.pinflow.kda.Template.at;
import static io.pinflow.kda.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.kda.Template.Resource;
import io.pinflow.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxy;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyAsyncV2;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxySyncV2;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Roles may do what is on the reviewed list, no more; and the job may do all that it calls. */
class PermissionsTest {

  private static final Map<String, String> OF_S3_CALLS =
      Map.of(
          "getObject", "s3:GetObject",
          "getObjectAsBytes", "s3:GetObject",
          "headObject", "s3:GetObject",
          "putObject", "s3:PutObject",
          "deleteObject", "s3:DeleteObject",
          "deleteObjects", "s3:DeleteObject",
          "listObjectsV2", "s3:ListBucket",
          "listObjectsV2Paginator", "s3:ListBucket");

  private static final Set<String> NO_ACTIONS = Set.of("builder", "close");

  @Test
  void rolesMayDoWhatWasReviewed() throws IOException {
    List<String> reviewed =
        Files.readAllLines(
                Repository.home().resolve("src/test/resources/io/pinflow/kda/permissions.txt"))
            .stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    assertThat(granted()).containsExactlyInAnyOrderElementsOf(reviewed);
  }

  @Test
  void noActionIsAPattern() {
    assertThat(granted()).isNotEmpty().noneMatch(line -> line.split(" ")[1].contains("*"));
  }

  /** Only what AWS lets nobody narrow down is allowed on everything, and none of that is data. */
  @Test
  void onlyQuestionsThatKnowNoResourceMayGoAnywhere() {
    assertThat(granted().filter(line -> line.endsWith(" *")).map(line -> line.split(" ")[1]))
        .allMatch(action -> action.matches("ec2:Describe\\w+|kinesis:ListStreams"));
  }

  @Test
  void everyRoleIsForOneServiceOfThisAccount() {
    assertThat(Template.resources("AWS::IAM::Role"))
        .filteredOn(role -> !role.name().equals("LogsRole"))
        .isNotEmpty()
        .allSatisfy(
            role ->
                assertThat((List<?>) at(role.properties(), "AssumeRolePolicyDocument", "Statement"))
                    .singleElement()
                    .extracting(statement -> at(statement, "Condition"))
                    .isEqualTo(
                        Map.of(
                            "StringEquals",
                            Map.of("aws:SourceAccount", Map.of("Ref", "AWS::AccountId")))));
  }

  @Test
  void jobMayCallS3AsItDoes() throws IOException {
    Set<String> calls = new TreeSet<>();
    try (Stream<Path> classes =
        Files.list(Repository.home().resolve("flink-app/target/classes/io/pinflow/delta"))) {
      for (Path each : classes.filter(file -> file.toString().endsWith(".class")).toList()) {
        calls.addAll(Calls.in(Files.readAllBytes(each)).to(S3Client.class.getName()));
      }
    }
    calls.removeAll(NO_ACTIONS);

    assertThat(OF_S3_CALLS).containsKeys(calls.toArray(String[]::new));
    assertThat(actionsOf("Role"))
        .containsAll(calls.stream().map(OF_S3_CALLS::get).collect(Collectors.toSet()));
  }

  @Test
  void jobMayCallKinesisAsItsConsumerDoes() throws IOException {
    String shaded = "org.apache.flink.kinesis.shaded.";
    String sdk = shaded + "software.amazon.awssdk.services.kinesis.";
    Set<String> calls = new TreeSet<>();
    calls.addAll(
        Calls.in(KinesisProxy.class).to(shaded + "com.amazonaws.services.kinesis.AmazonKinesis"));
    calls.addAll(Calls.in(KinesisProxySyncV2.class).to(sdk + "KinesisClient"));
    calls.addAll(Calls.in(KinesisProxyAsyncV2.class).to(sdk + "KinesisAsyncClient"));
    calls.removeAll(NO_ACTIONS);

    assertThat(calls).contains("getRecords", "subscribeToShard", "registerStreamConsumer");
    assertThat(actionsOf("Role"))
        .containsAll(
            calls.stream()
                .map(call -> "kinesis:" + Character.toUpperCase(call.charAt(0)) + call.substring(1))
                .toList());
  }

  private static Set<String> actionsOf(String role) {
    return granted()
        .filter(line -> line.startsWith(role + " "))
        .map(line -> line.split(" ")[1])
        .collect(Collectors.toSet());
  }

  /** Each as {@code ROLE ACTION RESOURCE}. */
  private static Stream<String> granted() {
    return Template.all().stream().flatMap(PermissionsTest::grantedIn);
  }

  private static Stream<String> grantedIn(Template template) {
    Map<String, String> placeholders = new HashMap<>();
    template.parameters().keySet().forEach(key -> placeholders.put(key, key));
    placeholders.put("KafkaClusterArn", "KafkaClusterArn/cluster/id");
    Rendering names = new Rendering(template, placeholders);
    Stream<String> inline =
        template.resources().stream()
            .filter(resource -> resource.type().equals("AWS::IAM::Role"))
            .flatMap(role -> inline(role, names));
    Stream<String> alone =
        template.resources().stream()
            .filter(resource -> resource.type().equals("AWS::IAM::RolePolicy"))
            .flatMap(policy -> statements(role(policy), policy.properties(), names));
    return Stream.concat(inline, alone);
  }

  private static String role(Resource policy) {
    return (String) at(policy.properties(), "RoleName", "Ref");
  }

  private static Stream<String> inline(Resource role, Rendering names) {
    Stream<String> managed =
        list(role.properties().getOrDefault("ManagedPolicyArns", List.of())).stream()
            .map(arn -> role.name() + " managed " + names.of(arn));
    return Stream.concat(
        managed,
        list(role.properties().getOrDefault("Policies", List.of())).stream()
            .flatMap(policy -> statements(role.name(), policy, names)));
  }

  private static Stream<String> statements(String role, Object policy, Rendering names) {
    return list(at(policy, "PolicyDocument", "Statement")).stream()
        .flatMap(
            statement ->
                list(at(statement, "Action")).stream()
                    .flatMap(
                        action ->
                            list(names.of(map(statement).get("Resource"))).stream()
                                .map(resource -> role + " " + action + " " + brief(resource))));
  }

  /** Without what is the same in all: partition, region and account. */
  private static String brief(Object arn) {
    return ((String) arn).replaceAll("^arn:aws:(\\w+):[^:]*:[^:]*:", "$1:");
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }
}
