package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StringBoundsTest {

  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));
  private static final String EMOJI = "\uD83D\uDE00";

  @Test
  void shortStringsAreTheirOwnBounds() {
    String fits = "x".repeat(32);

    assertThat(StringBounds.lower(fits)).isEqualTo(fits);
    assertThat(StringBounds.upper(fits)).isEqualTo(fits);
    assertThat(StringBounds.upper("")).isEmpty();
  }

  @Test
  void longStringsAreCutAndTheUpperBoundIsRaised() {
    String value = "a".repeat(31) + "bcd";

    assertThat(StringBounds.lower(value)).isEqualTo("a".repeat(31) + "b");
    assertThat(StringBounds.upper(value)).isEqualTo("a".repeat(31) + "c");
  }

  @Test
  void charactersOfTwoUnitsAreNotSplit() {
    String value = "a".repeat(31) + EMOJI + "z";

    assertThat(StringBounds.lower(value)).isEqualTo("a".repeat(31));
    assertThat(StringBounds.upper(value)).isEqualTo("a".repeat(30) + "b");
  }

  @Test
  void raisingPassesOverWhatIsNoCharacter() {
    String value = "a".repeat(31) + "\uD7FF" + "z";

    assertThat(StringBounds.upper(value)).isEqualTo("a".repeat(31) + "\uE000");
  }

  @Test
  void greatestCharacterIsCarriedOver() {
    String value = "a" + LAST.repeat(20);

    assertThat(StringBounds.upper(value)).isEqualTo("b");
    assertThat(StringBounds.upper(LAST.repeat(20))).isNull();
  }
}
