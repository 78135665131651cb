package io.pinflow.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {

  @Test
  void semicolonsEndStatements() {
    assertThat(Statements.parse("SELECT 1; SELECT 2 ;;\n")).containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void quotedSemicolonsEndNone() {
    assertThat(Statements.parse("SELECT 'a;''b\\';', \";\", `c;d`"))
        .containsExactly("SELECT 'a;''b\\';', \";\", `c;d`");
  }

  @Test
  void commentsAreLeftOut() {
    assertThat(Statements.parse("-- one; two\nSELECT 1 /* ; */ - -1; -- end"))
        .containsExactly("SELECT 1   - -1");
  }
}
