package io.pinflow.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  private static final TextTable TABLE =
      new TextTable(
          List.of("ind", "title"),
          List.of(true, false),
          List.of(List.of("7", "東京 😀 Tokyo"), List.of("7528", "A title that is far too long")));

  @Test
  void numbersStandToTheRight() {
    assertThat(TABLE.draw(100))
        .isEqualTo(
            """
             ind  title
            ────  ────────────────────────────
               7  東京 😀 Tokyo
            7528  A title that is far too long""");
  }

  @Test
  void wideCellsAreCutToTheTerminal() {
    assertThat(TABLE.draw(15))
        .isEqualTo(
            """
             ind  title
            ────  ─────────
               7  東京 😀…
            7528  A title…""");
  }
}
