package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableMetricsTest {

  @TempDir Path folder;

  private final ShownMetrics shown = new ShownMetrics();
  private LocalTable table;
  private TableCommitter committer;

  @BeforeEach
  void createTable() throws Exception {
    table = LocalTable.pins(folder).create();
    committer =
        new TableCommitter(
            table.log(),
            OptionalLong.empty(),
            new TableMetrics(shown),
            (committable, version) -> {});
  }

  @Test
  void nothingIsShownBeforeTheFirstCommitButItsAge() {
    assertThat(shown.value("rows")).isZero();
    assertThat(shown.value("version")).isEqualTo(-1);
    assertThat(shown.value("commitAgeSeconds")).isBetween(0L, 60L);
  }

  @Test
  void commitIsShownWithWhatItAdded() throws Exception {
    TableCommittable first = table.committable("run", 1, pin(1), pin(2));
    TableCommittable second = table.committable("run", 2, pin(3));

    committer.commit(first);
    committer.commit(second);

    assertThat(shown.value("rows")).isEqualTo(3);
    assertThat(shown.value("files")).isEqualTo(2);
    assertThat(shown.value("bytes"))
        .isEqualTo(first.files().get(0).bytes() + second.files().get(0).bytes());
    assertThat(shown.value("version")).isEqualTo(2);
    assertThat(shown.value("conflicts")).isZero();
    assertThat(shown.value("commitAgeSeconds")).isBetween(0L, 60L);
  }

  /** Most take less than a millisecond here. */
  @Test
  void timeOfTheLastCommitIsShown() throws Exception {
    long elapsed = 0;

    for (int commit = 1; commit <= 1_000 && shown.value("commitMillis") == 0; commit++) {
      TableCommittable committable = table.committable("run", commit, pin(commit));
      long start = System.nanoTime();
      committer.commit(committable);
      elapsed = (System.nanoTime() - start) / 1_000_000;
    }

    assertThat(shown.value("commitMillis")).isBetween(1L, elapsed);
  }

  @Test
  void whatIsInTheTableAlreadyCountsOnce() throws Exception {
    TableCommittable committable = table.committable("run", 1, pin(1));

    committer.commit(committable);
    committer.commit(committable);

    assertThat(shown.value("rows")).isEqualTo(1);
    assertThat(shown.value("version")).isEqualTo(1);
  }

  @Test
  void versionsThatOthersTookFirstAreConflicts() throws Exception {
    committer.commit(table.committable("run", 1, pin(1)));
    table.log().commit(table.committable("another", 1, pin(7)));

    committer.commit(table.committable("run", 2, pin(2)));

    assertThat(shown.value("conflicts")).isEqualTo(1);
    assertThat(shown.value("version")).isEqualTo(3);
    assertThat(shown.value("rows")).isEqualTo(2);
  }

  private static RowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }
}
