package io.pinflow.databricks.oracle;

/**
 * The value of one field.
 *
 * @param text of a string or of a number's token, else null
 * @param isNull whether the token was {@code null}
 */
record Field(String text, boolean isNull) {

  static final Field NULL = new Field(null, true);
  static final Field OTHER = new Field(null, false);

  static Field of(String text) {
    return new Field(text, false);
  }
}
