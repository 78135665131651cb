package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Channel;
import io.pinflow.record.Kind;
import io.pinflow.record.Reason;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class DecodeMetricsTest {

  private final MetricListener listener = new MetricListener();

  @Test
  void recordsAreCountedByKindAndChannelAndReason() {
    DecodeMetrics pins = new DecodeMetrics(listener.getMetricGroup(), Kind.PIN, Channel.KAFKA);
    DecodeMetrics geos = new DecodeMetrics(listener.getMetricGroup(), Kind.GEO, Channel.KINESIS);

    for (int i = 0; i < 5; i++) {
      pins.countRecord();
    }
    pins.countRejected(Reason.NOT_JSON);
    pins.countRejected(Reason.NOT_JSON);
    pins.countRejected(Reason.NO_IND);
    geos.countRecord();

    assertThat(count("pin", "channel", "kafka", "recordsIn")).isEqualTo(5);
    assertThat(count("pin", "channel", "kafka", "rejected")).isEqualTo(3);
    assertThat(count("pin", "channel", "kafka", "reason", "not_json", "rejected")).isEqualTo(2);
    assertThat(count("pin", "channel", "kafka", "reason", "no_ind", "rejected")).isEqualTo(1);
    assertThat(count("geo", "channel", "kinesis", "recordsIn")).isEqualTo(1);
    assertThat(count("geo", "channel", "kinesis", "rejected")).isZero();
  }

  private long count(String... path) {
    String[] whole = new String[path.length + 2];
    whole[0] = "kinesisanalytics";
    whole[1] = "kind";
    System.arraycopy(path, 0, whole, 2, path.length);
    return listener.getCounter(whole).map(Counter::getCount).orElseThrow();
  }
}
