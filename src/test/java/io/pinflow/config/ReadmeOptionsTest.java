package io.pinflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeOptionsTest {

  @Test
  void readmeListsEveryOptionWithItsDefaultAndMeaning() throws IOException {
    List<String> expected = Options.ALL.stream().map(ReadmeOptionsTest::row).toList();

    List<String> written =
        Files.readAllLines(Repository.home().resolve("README.md")).stream()
            .filter(line -> line.matches("\\| `[a-z-]+` \\| `[a-z0-9.-]+` \\|.*"))
            .toList();

    assertThat(String.join("\n", written)).isEqualTo(String.join("\n", expected));
  }

  private static String row(Option<?> option) {
    String fallback =
        option.isRequired()
            ? "**required**"
            : option
                .defaultText()
                .map(text -> text.isEmpty() ? "(empty)" : "`" + text + "`")
                .orElse("–");
    return String.format(
        "| `%s` | `%s` | %s | %s |", option.group(), option.key(), fallback, option.description());
  }
}
