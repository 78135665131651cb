package io.pinflow.cleaning;

import static org.apache.flink.table.api.Expressions.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.api.ApiExpression;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;
import org.junit.jupiter.api.Test;

/** Cleaning as a table to a table, in batch mode: rows in, rows out. */
class CleaningTableITCase {

  private static final Instant T0 = Instant.ofEpochMilli(Records.T0);

  @Test
  void pinsAreCleaned() {
    assertThat(
            clean(
                Kind.PIN,
                row(
                    1,
                    "id",
                    " A ",
                    "b",
                    "124k",
                    "p",
                    "x,y",
                    "image",
                    "src",
                    "Local save in /data/art",
                    "art",
                    T0,
                    "o"),
                row(
                    2,
                    null,
                    "NULL",
                    "Untitled",
                    "2M",
                    "User Info Error",
                    "No Tags Available",
                    "video",
                    "Image src error.",
                    "/data/art",
                    "n/a",
                    T0,
                    "o"),
                row(3, "", "", "", "-1", "", "", "", "", "", "", T0, "o")))
        .containsExactlyInAnyOrder(
            Row.of(
                1,
                "id",
                "A",
                "b",
                124_000,
                "p",
                "x,y",
                "image",
                "src",
                "/data/art",
                "art",
                T0,
                "o"),
            Row.of(
                2,
                null,
                null,
                null,
                2_000_000,
                null,
                null,
                "video",
                null,
                "/data/art",
                null,
                T0,
                "o"),
            Row.of(3, null, null, null, null, null, null, null, null, null, null, T0, "o"));
  }

  @Test
  void geosAreCleaned() {
    assertThat(
            clean(
                Kind.GEO,
                row(1, " Albania ", "-89.9787", "-173.293", "2020-08-28 03:52:47", T0, "o"),
                row(2, "none", "91", "0", "08/28/2020, 03:52:47", T0, "o"),
                row(3, null, null, "0", "2020-02-30 00:00:00", T0, "o")))
        .containsExactlyInAnyOrder(
            Row.of(
                1,
                "Albania",
                new Double[] {-89.9787, -173.293},
                Instant.parse("2020-08-28T03:52:47Z"),
                T0,
                "o"),
            Row.of(2, null, null, Instant.parse("2020-08-28T03:52:47Z"), T0, "o"),
            Row.of(3, null, null, null, T0, "o"));
  }

  @Test
  void usersAreCleaned() {
    assertThat(
            clean(
                Kind.USER,
                row(1, "Abigail", "Ali", "20", "2015-10-24T11:23:51.5+01:00", T0, "o"),
                row(2, null, "Ali", "131", "yesterday", T0, "o"),
                row(3, "nan", null, null, null, T0, "o")))
        .containsExactlyInAnyOrder(
            Row.of(1, "Abigail Ali", 20, Instant.parse("2015-10-24T10:23:51.500Z"), T0, "o"),
            Row.of(2, "Ali", null, null, T0, "o"),
            Row.of(3, null, null, null, T0, "o"));
  }

  private static List<Row> clean(Kind kind, ApiExpression... decoded) {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    var type = TypeConversions.fromLogicalToDataType(RowTypes.decoded(kind));
    var cleaned = Cleaning.clean(kind, tables.fromValues(type, Arrays.asList(decoded)));

    assertThat(cleaned.getResolvedSchema().toPhysicalRowDataType().getLogicalType())
        .isEqualTo(RowTypes.cleaned(kind).copy(false));
    return CollectionUtil.iteratorToList(cleaned.execute().collect());
  }
}
