package io.pinflow.cleaning;

import io.pinflow.record.Kind;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The rules of cleaning on the fields of one decoded row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CleanBenchmark {

  /** The columns of a decoded pin but for {@code ind} and the count of followers. */
  private static final int[] TEXTS = {1, 2, 3, 5, 6, 7, 8, 9, 10};

  private static final int FOLLOWERS = 4;

  private final TextCleaner texts = new TextCleaner("description");
  private final TextCleaner counts = new TextCleaner("follower_count");
  private final CleanCoordinates coordinates = new CleanCoordinates();
  private final ParseTimestamp timestamps = new ParseTimestamp();
  private RowData pin;
  private RowData geo;

  /** Decodes what is cleaned. */
  public CleanBenchmark() {
    try {
      pin = new RecordDecoder(Kind.PIN, Bounds.standard()).decode(TypicalRecords.pin());
      geo =
          new RecordDecoder(Kind.GEO, Bounds.standard())
              .decode(Records.of(Kind.GEO, Records.GEO));
    } catch (RejectedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public void pin(Blackhole cleaned) {
    for (int i : TEXTS) {
      cleaned.consume(texts.clean(pin.getString(i)));
    }
    cleaned.consume(FollowerCount.parse(counts.clean(pin.getString(FOLLOWERS))));
  }

  @Benchmark
  public void geo(Blackhole cleaned) {
    cleaned.consume(texts.clean(geo.getString(1)));
    cleaned.consume(coordinates.eval(geo.getString(2), geo.getString(3)));
    cleaned.consume(timestamps.eval(geo.getString(4)));
  }
}
