package io.pinflow.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client is told for what Kinesis says, by the templates of the file. */
class ResponseTemplatesTest {

  private static final String THROTTLED =
      "{\"__type\":\"ProvisionedThroughputExceededException\",\"message\":\"Rate exceeded\"}";

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments("ListStreams", 200, "{\"HasMoreStreams\":false,\"StreamNames\":[]}", 200),
        arguments("DeleteStream", 200, "", 200),
        arguments("PutRecord", 200, "{\"SequenceNumber\":\"1\",\"ShardId\":\"shardId-0\"}", 200),
        arguments("PutRecord", 400, "{\"__type\":\"ResourceNotFoundException\"}", 400),
        arguments("PutRecord", 400, THROTTLED, 429),
        arguments("PutRecords", 400, THROTTLED, 429),
        arguments("PutRecord", 400, "{\"__type\":\"KMSThrottlingException\"}", 429),
        arguments("CreateStream", 400, "{\"__type\":\"LimitExceededException\"}", 429),
        arguments("PutRecord", 403, "{\"__type\":\"AccessDeniedException\"}", 400),
        arguments("PutRecord", 500, "{\"__type\":\"InternalFailure\"}", 500),
        arguments("PutRecord", 503, "{\"__type\":\"ServiceUnavailable\"}", 500),
        arguments("PutRecords", 200, "{\"FailedRecordCount\":0,\"Records\":[{}]}", 200),
        arguments(
            "PutRecords",
            200,
            "{\"FailedRecordCount\":1,\"Records\":[{\"ErrorCode\":\"InternalFailure\"},{}]}",
            429));
  }

  /** The body is always that of the action. */
  @ParameterizedTest
  @MethodSource("answers")
  void answerIsThatOfTheAction(String action, int status, String body, int told) {
    Reply reply = Api.reply(action, status, body);

    assertThat(reply.status()).isEqualTo(told);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(new String(reply.body(), UTF_8)).isEqualTo(body);
  }
}
