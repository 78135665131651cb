package io.pinflow.cleaning;

import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One record from its bytes to a decoded row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {

  private final RecordDecoder pins = new RecordDecoder(Kind.PIN, Bounds.standard());
  private final RecordDecoder geos = new RecordDecoder(Kind.GEO, Bounds.standard());
  private final RecordDecoder users = new RecordDecoder(Kind.USER, Bounds.standard());
  private final Envelope pin = TypicalRecords.pin();
  private final Envelope geo = Records.of(Kind.GEO, Records.GEO);
  private final Envelope user = Records.of(Kind.USER, Records.USER);

  @Benchmark
  public RowData pin() throws RejectedException {
    return pins.decode(pin);
  }

  @Benchmark
  public RowData geo() throws RejectedException {
    return geos.decode(geo);
  }

  @Benchmark
  public RowData user() throws RejectedException {
    return users.decode(user);
  }
}
