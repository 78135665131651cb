package io.pinflow.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTest {

  private static final List<String> BLOCKS = List.of("東京\na", "one\ntwo\nthree", "last");

  @Test
  void blocksStandSideBySideWhereTheyFit() {
    assertThat(Blocks.flow(BLOCKS, 13))
        .isEqualTo(
            """
            東京    one
            a       two
                    three

            last""");
  }

  @Test
  void aBlockThatIsTooWideStandsAlone() {
    assertThat(Blocks.flow(BLOCKS, 2))
        .isEqualTo(
            """
            東京
            a

            one
            two
            three

            last""");
  }
}
