package io.pinflow.cleaning;

import io.pinflow.record.Reason;
import javax.annotation.Nullable;

/** Ends the decoding of one payload; without a stack trace, because poison may come in floods. */
final class RejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  @Nullable private final Integer ind;

  RejectedException(Reason reason, String detail) {
    this(reason, detail, null);
  }

  /**
   * @param detail what is wrong and where; never text of the payload, whose length nobody bounds
   */
  RejectedException(Reason reason, String detail, @Nullable Integer ind) {
    super(detail, null, false, false);
    this.reason = reason;
    this.ind = ind;
  }

  Reason reason() {
    return reason;
  }

  @Nullable
  Integer ind() {
    return ind;
  }
}
