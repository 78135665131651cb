package io.pinflow.sink;

import io.pinflow.record.RowJson;
import io.pinflow.record.RowTypes;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.table.data.RowData;

/** Keeps dead letters as JSON lines in {@code date=…/} by day of arrival. */
public final class DeadLetterFiles {

  private static final RowJson JSON =
      new RowJson(RowTypes.DEAD_LETTER, RowTypes.DEAD_LETTER.getFieldCount());
  private static final int ARRIVAL_TIME = RowTypes.DEAD_LETTER.getFieldIndex(RowTypes.ARRIVAL_TIME);
  private static final String NO_FOLDER = "";

  private DeadLetterFiles() {}

  /** Attaches one writer: dead letters are few, and so should be their files. */
  public static void attach(DataStream<RowData> deadLetters, String path) {
    FileSink<RowData> sink =
        FileSink.forBulkFormat(new Path(path), LineWriter.plain(JSON::toBytes))
            .withBucketAssigner(
                new DayBuckets<>(
                    row -> NO_FOLDER, row -> row.getTimestamp(ARRIVAL_TIME, 3).getMillisecond()))
            .withOutputFileConfig(
                OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(".jsonl").build())
            .build();
    deadLetters.sinkTo(sink).name("dead-letter-files").uid("dead-letter-files").setParallelism(1);
  }
}
