package io.pinflow.databricks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows for the eye: a head, a rule, numbers to the right, and cells cut with an ellipsis so that a
 * line fits the terminal.
 */
final class TextTable {

  private static final String GAP = "  ";
  private static final int NARROWEST = 5;

  private final List<String> head;
  private final List<Boolean> numeric;
  private final List<List<String>> rows;

  /**
   * @param numeric which columns go to the right
   * @param rows their cells, as many as the head has
   */
  TextTable(List<String> head, List<Boolean> numeric, List<List<String>> rows) {
    this.head = head;
    this.numeric = numeric;
    this.rows = rows;
  }

  /** The lines of the table, none longer than {@code width} where the columns allow it. */
  String draw(int width) {
    int[] widths = fit(natural(), width);
    StringBuilder text = new StringBuilder();
    text.append(line(head, widths)).append('\n');
    text.append(Arrays.stream(widths).mapToObj("─"::repeat).collect(Collectors.joining(GAP)));
    rows.forEach(row -> text.append('\n').append(line(row, widths)));
    return text.toString();
  }

  private int[] natural() {
    return IntStream.range(0, head.size())
        .map(
            column ->
                rows.stream()
                    .mapToInt(row -> TextWidth.of(row.get(column)))
                    .reduce(TextWidth.of(head.get(column)), Math::max))
        .toArray();
  }

  /** Takes from the widest column first: short ones are worth more to a reader. */
  private static int[] fit(int[] widths, int width) {
    int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
    for (; excess > 0; excess--) {
      int widest = widest(widths);
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int widest(int[] widths) {
    return IntStream.range(0, widths.length).reduce(0, (a, b) -> widths[b] > widths[a] ? b : a);
  }

  private String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> padded(cells.get(column), widths[column], numeric.get(column)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String padded(String cell, int width, boolean right) {
    String cut = TextWidth.cut(cell, width);
    String blanks = " ".repeat(Math.max(0, width - TextWidth.of(cut)));
    return right ? blanks + cut : cut + blanks;
  }
}
