package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        ".5",
        "5.",
        "1e",
        "1e+",
        "01",
        "-01",
        "1d",
        "1f",
        "0x1",
        "NaN",
        "Infinity",
        "1_000",
        "1 0",
        "1,5",
        "--1",
        "1e1.5",
        "١",
        "１"
      })
  void otherThanJsonNumbersAreNone(String text) {
    assertThat(Numbers.toDouble(text(text))).isNull();
    assertThat(Numbers.toInt(text(text))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "1",
        "-89.9787",
        "-173.293",
        "0.1",
        "1e22",
        "1e23",
        "9007199254740993",
        "123456789012345678",
        "1234567890123456789012345678901234567890",
        "4.9e-324",
        "2e-324",
        "1.7976931348623157e308",
        "1e309",
        "-1e309",
        "2.2250738585072012e-308",
        "1e-999999999",
        "100000000000000000000000e-23",
        "0.000000000000000000000000000001e30",
        "0e999999999999"
      })
  void doubleIsTheNearest(String text) {
    assertThat(Numbers.toDouble(text(text))).isEqualTo(Double.parseDouble(text));
  }

  @Test
  void randomNumbersAgreeWithJava() {
    Random random = new Random(7528);
    for (int i = 0; i < 50_000; i++) {
      String text = number(random);
      BigDecimal value = new BigDecimal(text);

      assertThat(Numbers.toDouble(text(text))).isEqualTo(Double.parseDouble(text));
      assertThat(Numbers.toInt(text(text))).as(text).isEqualTo(exactInt(value));
    }
  }

  @Test
  @Timeout(5)
  void hugeExponentsAndLongTextsCostNothing() {
    assertThat(Numbers.toInt(text("1e999999999"))).isNull();
    assertThat(Numbers.toInt(text("1e-99999999999999999999"))).isNull();
    assertThat(Numbers.toInt(text("0e99999999999999999999"))).isZero();
    assertThat(Numbers.toInt(text("0." + "0".repeat(1_000_000) + "7e1000001"))).isEqualTo(7);
    assertThat(Numbers.toInt(text("9".repeat(1_000_000)))).isNull();
    assertThat(Numbers.toDouble(text("9".repeat(1_000_000)))).isInfinite();
  }

  private static String number(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
    text.append(random.nextInt(5) == 0 ? "0" : digits(random, true));
    if (random.nextBoolean()) {
      text.append('.').append(digits(random, false));
    }
    if (random.nextInt(3) == 0) {
      text.append('e').append(random.nextInt(61) - 30);
    }
    return text.toString();
  }

  private static String digits(Random random, boolean leading) {
    StringBuilder digits = new StringBuilder(leading ? "" + (1 + random.nextInt(9)) : "");
    int more = 1 + random.nextInt(random.nextInt(5) == 0 ? 25 : 6);
    for (int i = 0; i < more; i++) {
      digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    return digits.toString();
  }

  private static Integer exactInt(BigDecimal value) {
    try {
      return value.intValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static Text text(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return Text.trimmed(bytes, 1, bytes.length - 1);
  }
}
