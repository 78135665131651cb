package io.pinflow.delta;

import io.delta.kernel.data.Row;
import java.util.List;
import java.util.stream.Stream;

/** Small files of one partition, and the larger ones that hold the same rows. */
final class MergedFiles {

  private final List<LiveFile> from;
  private final List<DataFile> into;

  MergedFiles(List<LiveFile> from, List<DataFile> into) {
    this.from = List.copyOf(from);
    this.into = List.copyOf(into);
  }

  List<LiveFile> from() {
    return from;
  }

  List<DataFile> into() {
    return into;
  }

  long bytesRead() {
    return from.stream().mapToLong(LiveFile::bytes).sum();
  }

  long bytesWritten() {
    return into.stream().mapToLong(DataFile::bytes).sum();
  }

  /** What puts the larger files in the place of the small ones, without a change of data. */
  Stream<Row> actions(AppendActions append) {
    return Stream.concat(
        from.stream().map(file -> file.removal(false)),
        into.stream().map(file -> append.moved(file, from.get(0).added().getPartitionValues())));
  }

  @Override
  public String toString() {
    return String.format(
        "%d files of %d bytes into %d of %d",
        from.size(), bytesRead(), into.size(), bytesWritten());
  }
}
