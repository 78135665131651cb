package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.local.Rest.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Every method of the API, against a real broker and a real Kinesis endpoint. */
class GatewayITCase {

  @RegisterExtension private static final TestStack STACK = new TestStack();

  private static Rest rest;

  @BeforeAll
  static void open() {
    rest = STACK.rest();
  }

  @Test
  void streamIsMadeDescribedListedAndDeletedAsByTheActions() throws Exception {
    assertThat(rest.send("POST", "/streams/made", "")).isEqualTo(empty());
    await("stream").until(() -> status("made").equals("ACTIVE"));

    Answer described = rest.send("GET", "/streams/made", "");
    assertThat(described).isEqualTo(action("DescribeStream", "{\"StreamName\":\"made\"}"));
    assertThat(described.body().at("/StreamDescription/Shards")).hasSize(5);
    assertThat(rest.send("GET", "/streams", "")).isEqualTo(action("ListStreams", "{}"));
    assertThat(rest.send("POST", "/streams/made", "{\"ShardCount\":1}"))
        .isEqualTo(action("CreateStream", "{\"StreamName\":\"made\",\"ShardCount\":1}"));

    assertThat(rest.send("DELETE", "/streams/made", "")).isEqualTo(empty());
    await("stream is gone").until(() -> rest.send("GET", "/streams/made", "").status() == 400);
    assertThat(rest.send("DELETE", "/streams/made", ""))
        .isEqualTo(action("DeleteStream", "{\"StreamName\":\"made\"}"));
  }

  private static Answer empty() {
    return new Answer(200, Rest.JSON.missingNode());
  }

  private static String status(String stream) throws IOException {
    return rest.send("GET", "/streams/" + stream, "")
        .body()
        .at("/StreamDescription/StreamStatus")
        .asText();
  }

  /** What the endpoint itself says. */
  private static Answer action(String name, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(STACK.kinesisEndpoint()))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(30))
            .header("X-Amz-Target", "Kinesis_20131202." + name)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Date", "20200101T000000Z")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a/20200101/us-east-1/kinesis/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .POST(BodyPublishers.ofString(body))
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), Rest.JSON.readTree(response.body()));
  }

  @Test
  void recordsAreInTheStreamWhereTheAnswerSays() throws Exception {
    STACK.createStream("records");

    Answer one =
        rest.send(
            "PUT",
            "/streams/records/record",
            "{\"StreamName\":\"other\",\"Data\":{\"title\":\"п's 📌\"},\"PartitionKey\":\"a\"}");
    Answer two =
        rest.send(
            "PUT",
            "/streams/records/records",
            "{\"records\":[{\"data\":{\"ind\":1},\"partition-key\":\"b\"},"
                + "{\"data\":\"{\\\"ind\\\":2}\"}]}");

    assertThat(one.status()).isEqualTo(200);
    assertThat(two.status()).isEqualTo(200);
    List<String> answered = new ArrayList<>();
    answered.add(one.body().path("SequenceNumber").asText());
    two.body().path("Records").forEach(put -> answered.add(put.path("SequenceNumber").asText()));
    assertThat(two.body().path("FailedRecordCount").asInt()).isZero();
    List<Record> records = STACK.streamed("records");
    assertThat(records).extracting(Record::sequenceNumber).containsExactlyElementsOf(answered);
    assertThat(records)
        .extracting(record -> record.data().asUtf8String())
        .containsExactly("{\"title\":\"п's 📌\"}", "{\"ind\":1}", "\"{\\\"ind\\\":2}\"");
    assertThat(records).extracting(Record::partitionKey).startsWith("a", "b");
  }

  static Stream<Arguments> refusedByKinesis() {
    return Stream.of(
        arguments("PUT", "/streams/nowhere/record", "{\"Data\":{}}", 400),
        arguments("GET", "/streams/nowhere", "", 400),
        arguments("GET", "/streams/no%22where", "", 400),
        arguments("POST", "/streams/none", "{\"ShardCount\":\"many\"}", 400),
        // more shards than the endpoint has
        arguments("POST", "/streams/none", "{\"ShardCount\":200000}", 429));
  }

  @ParameterizedTest
  @MethodSource
  void refusedByKinesis(String method, String path, String body, int status) throws Exception {
    Answer answer = rest.send(method, path, body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.body().has("__type")).as(answer.toString()).isTrue();
  }

  @Test
  void messagesAreInTheTopicWhereTheAnswerSays() throws Exception {
    Answer answer =
        rest.send(
            "POST",
            "/topics/pinflow.geo",
            Rest.KAFKA,
            "{\"records\":[{\"value\":{\"country\":\"Côte d'Ivoire\",\"latitude\":1.50},\"partition\":0},"
                + "{\"value\":\"{\\\"ind\\\":2}\",\"partition\":1,\"key\":{\"ind\":2}},"
                + "{\"value\":null,\"partition\":1}]}");

    assertThat(answer.status()).isEqualTo(200);
    List<String> found = new ArrayList<>();
    for (JsonNode offset : answer.body().path("offsets")) {
      assertThat(offset.path("error_code").isNull()).isTrue();
      found.add(found(offset));
    }
    assertThat(found)
        .containsExactly(
            "null={\"country\":\"Côte d'Ivoire\",\"latitude\":1.50}",
            "{\"ind\":2}=\"{\\\"ind\\\":2}\"",
            "null=null");
  }

  private static String found(JsonNode offset) {
    ConsumerRecord<byte[], byte[]> record =
        STACK.records("pinflow.geo").stream()
            .filter(each -> each.partition() == offset.path("partition").asInt())
            .filter(each -> each.offset() == offset.path("offset").asLong())
            .findFirst()
            .orElseThrow();
    return text(record.key()) + "=" + text(record.value());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  static Stream<Arguments> refusedByTheProxy() {
    String good = "{\"records\":[{\"value\":{}}]}";
    return Stream.of(
        arguments("/topics/nowhere", Rest.KAFKA, good, 404, 40401),
        arguments("/topics/not%20a%2Ftopic", Rest.KAFKA, good, 404, 40401),
        arguments(
            "/topics/pinflow.geo",
            Rest.KAFKA,
            "{\"records\":[{\"value\":{},\"partition\":7}]}",
            404,
            40402),
        arguments("/topics/pinflow.geo", "application/json", good, 415, 415),
        arguments("/topics/pinflow.geo", "application/vnd.kafka.avro.v2+json", good, 415, 415),
        arguments("/topics/pinflow.geo", Rest.KAFKA, "", 400, 400),
        arguments("/topics/pinflow.geo", Rest.KAFKA, good + "x", 400, 400),
        arguments("/topics/pinflow.geo", Rest.KAFKA, "[]", 422, 422),
        arguments("/topics/pinflow.geo", Rest.KAFKA, "{\"records\":[]}", 422, 422),
        arguments("/topics/pinflow.geo", Rest.KAFKA, "{\"records\":[{}]}", 422, 422),
        arguments(
            "/topics/pinflow.geo",
            Rest.KAFKA,
            "{\"records\":[{\"value\":1},{\"value\":2,\"partition\":\"1\"}]}",
            422,
            422));
  }

  @ParameterizedTest
  @MethodSource
  void refusedByTheProxy(String path, String type, String body, int status, int code)
      throws Exception {
    Answer answer = rest.send("POST", path, type, body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.body().path("error_code").asInt()).isEqualTo(code);
    assertThat(answer.body().path("message").asText()).isNotEmpty();
  }

  static Stream<Arguments> refusedByTheApi() {
    return Stream.of(
        arguments("GET", "/", "application/json", 404),
        arguments("PUT", "/streams//record", "application/json", 404),
        arguments("PATCH", "/streams/a", "application/json", 405),
        arguments("PUT", "/streams/a/record", "application/x-www-form-urlencoded", 415),
        arguments("PUT", "/streams/a/record", "application/json", 400));
  }

  @ParameterizedTest
  @MethodSource
  void refusedByTheApi(String method, String path, String type, int status) throws Exception {
    Answer answer = rest.send(method, path, type, "");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("message").asText()).isNotEmpty();
  }

  /** The limits of API Gateway and of Kinesis. */
  @Test
  void largeBodiesPassUpToTheBound() throws Exception {
    STACK.createStream("large");
    ObjectNode value = Rest.JSON.createObjectNode().put("filler", "é".repeat(500_000));

    assertThat(rest.produce("pinflow.user", value.toString()).status()).isEqualTo(200);
    assertThat(rest.send("PUT", "/streams/large/record", "{\"Data\":" + value + "}").status())
        .isEqualTo(200);
    value.put("filler", "é".repeat(530_000));
    assertThat(rest.send("PUT", "/streams/large/record", "{\"Data\":" + value + "}").status())
        .isEqualTo(400);
    value.put("filler", "é".repeat(5_400_000));
    assertThat(rest.produce("pinflow.user", value.toString()).status()).isEqualTo(413);
    assertThat(rest.send("PUT", "/streams/large/record", "{\"Data\":" + value + "}").status())
        .isEqualTo(413);
  }

  /** It lets them in one after the other, for as long as they wait; its heap would hold ten. */
  @Test
  void manyLargeBodiesAtOnceDoNotEndIt() throws Exception {
    ProcessHandle process = STACK.process("gateway");
    String value = Rest.JSON.createArrayNode().add("x".repeat(9_000_000)).toString();

    var answers = Stream.generate(() -> rest.producing("pinflow.user", value)).limit(40).toList();

    assertThat(answers).extracting(answer -> answer.join().status()).containsOnly(200, 429);
    assertThat(process.isAlive()).isTrue();
    assertThat(rest.produce("pinflow.user", "{}").status()).isEqualTo(200);
  }

  @Test
  void backendThatIsNotThereIsNamed() throws Exception {
    Duration patience = Duration.ofSeconds(20);
    STACK.end("kinesis");
    try {
      Answer answer = rest.send("PUT", "/streams/pinflow-pin/record", "{\"Data\":{}}");
      assertThat(answer.status()).isEqualTo(504);
      assertThat(rest.produce("pinflow.user", "{}").status()).isEqualTo(200);
    } finally {
      STACK.start("kinesis");
    }
    await("Kinesis is back")
        .atMost(patience)
        .until(
            () -> rest.send("PUT", "/streams/pinflow-pin/record", "{\"Data\":{}}").status() == 200);
  }
}
