package io.pinflow.databricks.oracle;

/** A record that is no part of a post; the reason is spelled as in the dead letters. */
final class Rejected extends Exception {

  static final String NOT_JSON = "not_json";
  static final String NOT_AN_OBJECT = "not_an_object";
  static final String NO_IND = "no_ind";
  static final String WRONG_KIND = "wrong_kind";
  static final String TOO_LARGE = "too_large";
  static final String TOO_DEEP = "too_deep";

  private static final long serialVersionUID = 1;

  /** Known only when the record got as far as {@link #WRONG_KIND}. */
  final Integer ind;

  Rejected(String reason) {
    this(reason, null);
  }

  Rejected(String reason, Integer ind) {
    super(reason, null, false, false);
    this.ind = ind;
  }
}
