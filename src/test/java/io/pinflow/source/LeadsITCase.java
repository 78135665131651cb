package io.pinflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.config.JobConfig;
import io.pinflow.record.Kind;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** Topics to catch up on, with many records in little time. */
@SuppressWarnings("try") // close() of the iterator is declared by Flink
class LeadsITCase {

  private static final long T0 = 1_790_000_000_000L;
  private static final int RECORDS = 20_000;
  private static final int AT_A_TIME = 100;

  /** Polls of 500 records that are on their way to the task when the reader looks. */
  private static final int FETCHED = 5 * 500;

  private final LocalStack stack = LocalStack.with(Service.KAFKA);

  @Test
  void topicOfSmallRecordsDoesNotRunAheadOfOneOfLarge() throws Exception {
    Map<Kind, Integer> bytes = Map.of(Kind.PIN, 2_000, Kind.GEO, 100, Kind.USER, 20);
    JobConfig config = config(bytes);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
    int[] read = new int[Kind.values().length];
    int furthest = 0;

    try (CloseableIterator<Integer> kinds =
        KafkaEnvelopes.attach(env, config.kafka().orElseThrow(), config.time())
            .map(envelope -> envelope.kind.ordinal(), Types.INT)
            .executeAndCollect()) {
      while (kinds.hasNext()) {
        read[kinds.next()]++;
        int slowest = Arrays.stream(read).min().orElseThrow();
        furthest = Math.max(furthest, Arrays.stream(read).max().orElseThrow() - slowest);
      }
    }

    assertThat(read).containsOnly(RECORDS);
    assertThat(furthest).isBetween(Leads.MAX_LEAD / 2, Leads.MAX_LEAD + FETCHED);
  }

  /** Reads topics of records of these sizes, which arrived in step, a hundred a millisecond. */
  private JobConfig config(Map<Kind, Integer> bytes) throws Exception {
    Properties kafka = new Properties();
    kafka.setProperty("bootstrap.servers", stack.bootstrapServers());
    kafka.setProperty("bounded", "true");
    for (Kind kind : Kind.values()) {
      String topic = stack.createTopic("leads." + kind.label(), 1);
      byte[] payload = new byte[bytes.get(kind)];
      for (int time = 0; time < RECORDS / AT_A_TIME; time++) {
        stack.produceAll(topic, 0, T0 + time, Stream.generate(() -> payload).limit(AT_A_TIME));
      }
      kafka.setProperty("topic." + kind.label(), topic);
    }
    Map<String, Properties> groups = new HashMap<>();
    groups.put("kafka", kafka);
    groups.put("lake", group("path", "file:///lake"));
    groups.put("dead-letters", group("path", "file:///letters"));
    return JobConfig.of(groups);
  }

  private static Properties group(String key, String value) {
    Properties group = new Properties();
    group.setProperty(key, value);
    return group;
  }
}
