package io.pinflow.delta;

/** The sink cannot go on; the message says what is wrong and what to do. */
public class DeltaSinkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DeltaSinkException(String message) {
    super(message);
  }

  DeltaSinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
