package io.pinflow.cleaning;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table {@code placeholders.csv}: texts that producers send where they have no value.
 *
 * <p>A line is {@code column,"value"}. The value is compared exactly after trimming; for the column
 * {@code *}, which stands for every string column, in any case of its letters.
 */
final class PlaceholderFile {

  private static final String RESOURCE = "placeholders.csv";
  private static final String ANY_COLUMN = "*";
  private static final Pattern LINE = Pattern.compile("([a-z_]+|\\*),\"([^\"]*)\"");

  private final List<Matcher> lines;

  private PlaceholderFile(List<Matcher> lines) {
    this.lines = lines;
  }

  static PlaceholderFile load() {
    try (InputStream in = PlaceholderFile.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new PlaceholderFile(
          reader.lines().skip(1).map(PlaceholderFile::match).collect(Collectors.toList()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE + " of the job's jar", e);
    }
  }

  private static Matcher match(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalStateException(
          RESOURCE + ": '" + line + "' is not a placeholder; write column,\"value\"");
    }
    return matcher;
  }

  /** The values listed for this column alone. */
  List<String> of(String column) {
    return values(column::equals);
  }

  /** The values listed for every string column. */
  List<String> ofAnyColumn() {
    return values(ANY_COLUMN::equals);
  }

  /** All columns that have values of their own. */
  List<String> columns() {
    return lines.stream()
        .map(line -> line.group(1))
        .filter(column -> !column.equals(ANY_COLUMN))
        .distinct()
        .collect(Collectors.toList());
  }

  private List<String> values(Predicate<String> column) {
    return lines.stream()
        .filter(line -> column.test(line.group(1)))
        .map(line -> line.group(2))
        .collect(Collectors.toList());
  }
}
