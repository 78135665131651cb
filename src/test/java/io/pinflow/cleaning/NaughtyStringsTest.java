package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every string of big-list-of-naughty-strings as a title, through decode and clean. */
class NaughtyStringsTest {

  private static final Set<String> PLACEHOLDERS = Set.of("", "null", "none", "nan", "n/a");

  private static final int TITLE = RowTypes.decoded(Kind.PIN).getFieldIndex("title");

  private final RecordDecoder decoder = new RecordDecoder(Kind.PIN, Bounds.standard());
  private final CleanText titles = new CleanText("title");

  @BeforeEach
  void open() {
    titles.open(new FunctionContext(null));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void stringSurvivesRaw(String string) throws RejectedException {
    assertThat(cleaned(quote(string, false))).isEqualTo(expected(string));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void stringSurvivesEscaped(String string) throws RejectedException {
    assertThat(cleaned(quote(string, true))).isEqualTo(expected(string));
  }

  private String cleaned(String json) throws RejectedException {
    RowData decoded = decoder.decode(Records.pin("title", json));
    StringData cleaned = titles.eval(decoded.getString(TITLE));
    return cleaned == null ? null : new String(cleaned.toBytes(), StandardCharsets.UTF_8);
  }

  private static String expected(String string) {
    String trimmed = string.trim();
    return PLACEHOLDERS.contains(trimmed.toLowerCase(Locale.ROOT)) ? null : trimmed;
  }

  /** JSON with as few escapes as the grammar allows, or with each UTF-16 unit escaped. */
  private static String quote(String string, boolean all) {
    StringBuilder json = new StringBuilder("\"");
    for (char unit : string.toCharArray()) {
      boolean must = unit < ' ' || unit == '"' || unit == '\\';
      json.append(all || must ? String.format("\\u%04x", (int) unit) : unit);
    }
    return json.append('"').toString();
  }

  static Stream<String> strings() {
    return HostileTexts.naughtyStrings().stream();
  }
}
