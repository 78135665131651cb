package io.pinflow.post;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** New posts whose parts come one after the other, and the checkpoint behind them; a post each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MeetBenchmark {

  private static final int POSTS = 30_000;

  @Param({"rocksdb", "heap"})
  public String backend;

  private final List<RowData> pins = new ArrayList<>();
  private final List<RowData> geos = new ArrayList<>();
  private final List<RowData> users = new ArrayList<>();
  private Meeting meeting;

  /** Makes the rows once. */
  public MeetBenchmark() {
    for (int ind = 0; ind < POSTS; ind++) {
      pins.add(Cleaned.pin(ind, Cleaned.T0 + ind));
      geos.add(Cleaned.geo(ind, Cleaned.T0 + ind));
      users.add(Cleaned.user(ind, Cleaned.T0 + ind));
    }
  }

  @Setup(Level.Invocation)
  public void start() throws Exception {
    StateBackend states =
        backend.equals("heap") ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend(true);
    meeting = Meeting.start(Meeting.CONFIG, states);
  }

  @TearDown(Level.Invocation)
  public void end() {
    meeting.close();
  }

  @Benchmark
  @OperationsPerInvocation(POSTS)
  public Object post() throws Exception {
    for (int i = 0; i < POSTS; i++) {
      meeting.pin(pins.get(i)).geo(geos.get(i)).user(users.get(i));
    }
    return meeting.snapshot();
  }
}
