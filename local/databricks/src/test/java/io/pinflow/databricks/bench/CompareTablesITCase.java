package io.pinflow.databricks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.databricks.TestWorkspace;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTablesITCase {

  private static final SparkSession SPARK = TestWorkspace.session();

  private static final String ROWS =
      "VALUES (1, 'a', CAST(NULL AS STRING), array('x', 'y')), (2, 'b', 'c', array('z', NULL)),"
          + " (2, 'b', 'c', array('z', NULL)) AS t(ind, title, description, tags)";

  @TempDir static Path folder;

  @BeforeAll
  static void writeTables() {
    write("spark", "SELECT * FROM " + ROWS);
  }

  @Test
  void rowsInAnotherOrderWithMoreColumnsAreTheSame() {
    assertThat(isSame("ordered", "SELECT now() AS as_of, * FROM " + ROWS + " ORDER BY ind DESC"))
        .isTrue();
  }

  @Test
  void valueThatDiffersIsFound() {
    assertThat(isSame("differs", "SELECT ind, 'a' AS title, description, tags FROM " + ROWS))
        .isFalse();
  }

  @Test
  void rowThatIsThereOnceInsteadOfTwiceIsFound() {
    assertThat(isSame("once", "SELECT DISTINCT * FROM " + ROWS)).isFalse();
  }

  @Test
  void nullInTheOtherColumnIsFound() {
    assertThat(
            isSame(
                "moved",
                "SELECT ind, IF(ind = 1, description, title) AS title,"
                    + " IF(ind = 1, title, description) AS description, tags FROM "
                    + ROWS))
        .isFalse();
  }

  @Test
  void nullAtAnotherPlaceInAListIsFound() {
    assertThat(
            isSame(
                "reversed",
                "SELECT ind, title, description, IF(ind = 2, reverse(tags), tags) AS tags FROM "
                    + ROWS))
        .isFalse();
  }

  private static boolean isSame(String job, String query) {
    write(job, query);
    CompareTables tables = new CompareTables(SPARK, folder.resolve(job), folder.resolve("spark"));
    return tables.areSame(List.of("table"));
  }

  private static void write(String lake, String query) {
    SPARK.sql(query).write().format("delta").save(folder.resolve(lake).resolve("table").toString());
  }
}
