package io.pinflow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static final String USAGE =
      """
      tool COMMAND
        --posts N      how many (20000),
                       of all
        --stay         keeps on
      """;

  @Test
  void optionsFlagsAndWordsAreToldApart() {
    Arguments arguments = Arguments.parse(USAGE, "up", "--posts", "1_000", "--stay");

    assertThat(arguments.words()).containsExactly("up");
    assertThat(arguments.number("posts", 20_000)).isEqualTo(1_000);
    assertThat(arguments.has("stay")).isTrue();
    assertThat(Arguments.parse(USAGE, "--posts=7").number("posts", 0)).isEqualTo(7);
  }

  @Test
  void unknownOptionNamesTheKnownOnes() {
    assertThatThrownBy(() -> Arguments.parse(USAGE, "--post", "7"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--post.")
        .hasMessageContaining("--posts")
        .hasMessageContaining("--stay");
  }

  @Test
  void badValuesAreNamed() {
    assertThatThrownBy(() -> Arguments.parse(USAGE, "--posts")).hasMessageContaining("a value");
    assertThatThrownBy(() -> Arguments.parse(USAGE, "--posts=many").number("posts", 0))
        .hasMessageContaining("'many'");
    assertThatThrownBy(() -> Arguments.parse(USAGE, "--posts=1.5").share("posts", 0))
        .hasMessageContaining("from 0 to 1");
  }
}
