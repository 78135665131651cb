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
 * <p>A failure at any point is a restart of the task: what the last checkpoint holds is committed
 * then, if it was not before, and what came after it is written again. Data files that no commit
 * names may stay behind; they are never read.
 *
 * <p>Data files and log checkpoints go through Flink's file systems, so S3 needs one of Flink's S3
 * plugins; commits on S3 go through the AWS SDK and its default credentials.
 */
package io.pinflow.delta;
