package io.pinflow.local;

/** Something the person at the keyboard can mend: the message says what, why and how. */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A message in the form problem, cause, remedy. */
  public Failure(String message) {
    super(message);
  }

  /** The same, with the exception behind it. */
  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
