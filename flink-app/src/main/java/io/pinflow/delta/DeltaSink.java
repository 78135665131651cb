package io.pinflow.delta;

import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Appends rows to Delta tables, exactly once: each checkpoint of the job becomes one commit of each
 * table that got rows.
 *
 * <pre>{@code
 * stream.sinkTo(DeltaSink.forRowData("s3://lake/pins", rowType).partitionedBy("day").build())
 *     .uid("pins");
 * }</pre>
 *
 * <p>Parallel writers stream Parquet files; one aggregator stamps what they wrote since the last
 * barrier; one committer records it in the tables' logs once the checkpoint is complete. The sink
 * must be given a uid, since the stamps are kept in its state.
 *
 * @param <T> {@link RowData} for one table, {@link TableRow} for many
 */
public final class DeltaSink<T>
    implements Sink<T>,
        SupportsCommitter<TableCommittable>,
        SupportsPreCommitTopology<WrittenFile, TableCommittable> {

  private static final long serialVersionUID = 1L;

  private final RowRouter<T> router;
  private final List<DeltaTable> tables;
  private final DeltaSinkOptions options;

  DeltaSink(RowRouter<T> router, List<DeltaTable> tables, DeltaSinkOptions options) {
    this.router = router;
    this.tables = tables;
    this.options = options;
  }

  /** A sink for one table, named after the last part of its path. */
  public static DeltaSinkBuilder<RowData> forRowData(String path, RowType rowType) {
    String root = TablePath.normalise(path);
    String name = root.substring(root.lastIndexOf('/') + 1);
    return new DeltaSinkBuilder<>(RowRouter.SINGLE, List.of(DeltaTable.of(name, root, rowType)));
  }

  /**
   * A sink for many tables: three operators for all of them. Rows name their table by its place in
   * this list; the stream's type is {@link TableRowTypeInfo#of}.
   */
  public static DeltaSinkBuilder<TableRow> forTables(List<DeltaTable> tables) {
    return new DeltaSinkBuilder<>(RowRouter.MANY, tables);
  }

  @Override
  @SuppressWarnings("deprecation")
  public SinkWriter<T> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink 1.19 and later give a WriterInitContext.");
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new DeltaWriter<>(router, tables, options, context.getTaskInfo(), context.metricGroup());
  }

  @Override
  public Committer<TableCommittable> createCommitter(CommitterInitContext context) {
    DeltaCommitter committer =
        new DeltaCommitter(
            tables, options, context.getRestoredCheckpointId(), context.metricGroup());
    if (context.getTaskInfo().getIndexOfThisSubtask() == 0) {
      committer.registerMetrics();
    }
    return committer;
  }

  /** Both hand-overs go to the one subtask that keeps the order of a table's commits. */
  @Override
  public DataStream<CommittableMessage<TableCommittable>> addPreCommitTopology(
      DataStream<CommittableMessage<WrittenFile>> written) {
    return written
        .global()
        .transform(
            "Aggregator",
            CommittableMessageTypeInfo.of(this::getCommittableSerializer),
            new CommittableAggregator(tables, options))
        .uid("aggregator")
        .setParallelism(1)
        .setMaxParallelism(1)
        .global();
  }

  @Override
  public SimpleVersionedSerializer<WrittenFile> getWriteResultSerializer() {
    return new WrittenFileSerializer();
  }

  @Override
  public SimpleVersionedSerializer<TableCommittable> getCommittableSerializer() {
    return new TableCommittableSerializer();
  }
}
