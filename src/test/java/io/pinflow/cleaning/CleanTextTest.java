package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.functions.FunctionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title         | No Title Data Available",
        "description   | No description available Story format",
        "description   | No description available",
        "description   | Untitled",
        "poster_name   | User Info Error",
        "tag_list      | N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e",
        "tag_list      | No Tags Available",
        "image_src     | Image src error.",
        "image_src     | Image src error",
        "image_src     | `  Image src error.\n`",
        "category      | ``",
        "category      | ` \t `",
        "unique_id     | null",
        "country       | NULL",
        "title         | None",
        "save_location | NaN",
        "is_image_or_video | n/a",
        "title         | ` N/A `",
      })
  void placeholderIsNull(String column, String value) {
    assertThat(clean(column, value)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "title, no title data available",
    "title, Untitled",
    "title, User Info Error",
    "title, No Title Data Available.",
    "description, untitled",
    "poster_name, Image src error.",
    "category, nil",
    "category, nulls",
    "category, N.A.",
    "category, 'none, really'"
  })
  void otherTextStays(String column, String value) {
    assertThat(clean(column, value)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "é", "\u00a0a\u00a0", "\u3000a", "a\u0000b", "\u0085a\u0085"})
  void textIsTrimmedAsJavaTrims(String value) {
    assertThat(clean("title", " \t\n\u0000\u001f" + value + "\r\u0001 ")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Local save in /data/art        | /data/art",
        "` Local save in /data/art `    | /data/art",
        "`Local save in  /data/art`     | /data/art",
        "/data/art                      | /data/art",
        "Saved: Local save in /data/art | Saved: Local save in /data/art",
        "Local save in Local save in /a | Local save in /a",
        "local save in /data/art        | local save in /data/art",
        "Local save in                  | Local save in",
        "Local save in null             |",
      })
  void saveLocationLosesItsPrefix(String value, String cleaned) {
    CleanText function = new CleanText("save_location", "Local save in ");
    function.open(new FunctionContext(null));

    StringData result = function.eval(StringData.fromString(value));

    assertThat(result == null ? null : result.toString()).isEqualTo(cleaned);
  }

  @Test
  void missingTextStaysNull() {
    assertThat(clean("title", null)).isNull();
  }

  @Test
  void textAcrossSegmentsIsCleaned() {
    MemorySegment first = MemorySegmentFactory.wrap("   some".getBytes());
    MemorySegment second = MemorySegmentFactory.wrap("where  ".getBytes());
    CleanText function = new CleanText("title");
    function.open(new FunctionContext(null));

    StringData result =
        function.eval(new BinaryStringData(new MemorySegment[] {first, second}, 1, 12));

    assertThat(result).isEqualTo(StringData.fromString("somewhere"));
  }

  private static String clean(String column, String value) {
    CleanText function = new CleanText(column);
    function.open(new FunctionContext(null));
    StringData cleaned = function.eval(value == null ? null : StringData.fromString(value));
    return cleaned == null ? null : cleaned.toString();
  }
}
