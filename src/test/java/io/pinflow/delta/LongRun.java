package io.pinflow.delta;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** What two writers hand over at many checkpoints. */
final class LongRun {

  static final int CHECKPOINTS = Integer.getInteger("delta.checkpoints", 120);
  static final int WRITERS = 2;

  /** At each checkpoint. */
  static final int ROWS = 400;

  /** Three classes of size with one file less than are merged, and as many not looked at yet. */
  static final int MOST_FILES = 4 * 7;

  private LongRun() {}

  static TableCommittable committable(LocalTable table, int checkpoint) throws Exception {
    List<DataFile> files = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      files.addAll(table.write(rows(((long) checkpoint * WRITERS + writer) * ROWS / WRITERS)));
    }
    return new TableCommittable(table.table.path(), "delta/run", checkpoint, false, files);
  }

  private static RowData[] rows(long first) {
    RowData[] rows = new RowData[ROWS / WRITERS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          GenericRowData.of(first + i, StringData.fromString("pin " + (first + i) * 7919 % 20_011));
    }
    return rows;
  }
}
