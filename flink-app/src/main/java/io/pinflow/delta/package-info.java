/**
 * A Flink sink for Delta tables, on its own: it depends on Flink, Delta Kernel, Parquet and the AWS
 * SDK, and on no other package of this job.
 *
 * <pre>{@code
 * stream.sinkTo(
 *         DeltaSink.forRowData("s3://lake/pins", rowType).partitionedBy("day").uid("pins").build())
 *     .uid("pins");
 *
 * List<DeltaTable> tables = List.of(DeltaTable.of("pins", …), DeltaTable.of("users", …));
 * rows.flatMap(…)
 *     .returns(TableRowTypeInfo.of(tables))
 *     .sinkTo(DeltaSink.forTables(tables).build())
 *     .uid("lake");
 * }</pre>
 *
 * <p>How a row gets into a table:
 *
 * <ol>
 *   <li>{@link io.pinflow.delta.DeltaWriter}, parallel and chained to what comes before it, streams
 *       it into a Parquet file, which is closed at the barrier at the latest;
 *   <li>{@link io.pinflow.delta.CommittableAggregator} puts all files between two barriers under
 *       one stamp for each table: the sink's uid, a run id drawn at every start, the checkpoint;
 *   <li>{@link io.pinflow.delta.DeltaCommitter} appends them to the table's log when the checkpoint
 *       is complete; {@link io.pinflow.delta.TableLog} leaves out a stamp that is there already;
 *   <li>{@link io.pinflow.delta.LogStorage} makes sure that of all writers one creates the next
 *       version: by a hard link on local files, by a conditional PUT on S3.
 * </ol>
 *
 * <p>Beside the committer, {@link io.pinflow.delta.Maintenance} keeps tables small and fast to
 * read: log checkpoints with the cleaning of the log, {@link io.pinflow.delta.Compaction} of small
 * files by the {@link io.pinflow.delta.CompactionPolicy}, {@link io.pinflow.delta.Vacuum} of files
 * that nobody needs. A table keeps less than 30 small files a partition, however many checkpoints
 * it sees.
 *
 * <p>Memory does not grow with rows or checkpoints. A writer buffers up to 32 MiB a table (150 MiB
 * with partitions), and up to 1 MiB of each of the 33 files that are sent at most at a time. The
 * committer holds 16 MiB of log and nothing per file, but for the time of a log checkpoint or
 * compaction what the log says of the files that changed since the last log checkpoint, for a
 * vacuum eight bytes a file, and for a table of whole states its live files. A compaction holds the
 * row groups that it reads and writes, about 100 MiB, once a sink.
 *
 * <p>A failure at any point is a restart of the task: what the last checkpoint holds is committed
 * then, if it was not before, and what came after it is written again. Data files that no commit
 * names may stay behind; they are never read, and vacuum removes them.
 *
 * <p>Data files and log checkpoints go through Flink's file systems, so S3 needs one of Flink's S3
 * plugins; commits on S3 go through the AWS SDK and its default credentials.
 */
package io.pinflow.delta;
