package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobCountsTest {

  private static final String DECODE = "/jobs/j/vertices/decode/subtasks/metrics";
  private static final String LAKE = "/jobs/j/vertices/lake/subtasks/metrics";
  private static final String IN = "decode.kinesisanalytics.kind.pin.channel.kafka.recordsIn";
  private static final String REJECTED = "decode.kinesisanalytics.kind.pin.channel.kafka.rejected";
  private static final String BY_REASON =
      "decode.kinesisanalytics.kind.pin.channel.kafka.reason.no_ind.rejected";
  private static final String ROWS = "lake.kinesisanalytics.table.posts.rows";

  private HttpServer flink;

  @BeforeEach
  void serve() throws Exception {
    Map<String, String> answers =
        Map.of(
            "/jobs/j",
            "{\"vertices\":[{\"id\":\"decode\"},{\"id\":\"lake\"}]}",
            DECODE,
            ids(IN, REJECTED, BY_REASON, "numRecordsIn"),
            DECODE + "?agg=sum&get=" + IN + "%2C" + REJECTED,
            "[{\"id\":\"%s\",\"sum\":7.0},{\"id\":\"%s\",\"sum\":2.0}]".formatted(IN, REJECTED),
            LAKE,
            ids(ROWS, "lake.kinesisanalytics.table.pin_table.rows"),
            LAKE + "?agg=sum&get=" + ROWS,
            "[{\"id\":\"%s\",\"sum\":5.0}]".formatted(ROWS));
    flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    flink.createContext(
        "/",
        exchange -> {
          String asked = exchange.getRequestURI().toString();
          byte[] answer = answers.getOrDefault(asked, "unknown " + asked).getBytes(UTF_8);
          exchange.sendResponseHeaders(answers.containsKey(asked) ? 200 : 404, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    flink.start();
  }

  private static String ids(String... names) {
    return "[{\"id\":\"" + String.join("\"},{\"id\":\"", names) + "\"}]";
  }

  @AfterEach
  void stop() {
    flink.stop(0);
  }

  @Test
  void countersAreSummedAndNoRejectionCountsTwice() throws Exception {
    FlinkRest rest = new FlinkRest("http://127.0.0.1:" + flink.getAddress().getPort());

    assertThat(JobCounts.of(rest, "j")).isEqualTo(new JobCounts(7, 0, 2, 0, 5));
  }
}
