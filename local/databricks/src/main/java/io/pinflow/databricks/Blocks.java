package io.pinflow.databricks;

import java.util.ArrayList;
import java.util.List;

/** Blocks of text side by side, as words are set in lines. */
final class Blocks {

  private static final int GAP = 4;

  private Blocks() {}

  /** The blocks in order, in rows no wider than {@code width} where a block allows it. */
  static String flow(List<String> blocks, int width) {
    List<String> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int used = 0;
    for (String block : blocks) {
      if (!row.isEmpty() && used + GAP + width(block) > width) {
        rows.add(beside(row));
        row.clear();
        used = 0;
      }
      used += width(block) + (row.isEmpty() ? 0 : GAP);
      row.add(block);
    }
    rows.add(beside(row));
    return String.join("\n\n", rows);
  }

  private static String beside(List<String> blocks) {
    int height = blocks.stream().mapToInt(block -> (int) block.lines().count()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder();
      for (String block : blocks) {
        String part = block.lines().skip(line).findFirst().orElse("");
        text.append(part).append(" ".repeat(width(block) + GAP - TextWidth.of(part)));
      }
      lines.add(text.toString().stripTrailing());
    }
    return String.join("\n", lines);
  }

  private static int width(String block) {
    return block.lines().mapToInt(TextWidth::of).max().orElse(0);
  }
}
