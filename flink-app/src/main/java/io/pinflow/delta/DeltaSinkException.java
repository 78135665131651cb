package io.pinflow.delta;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The sink cannot go on, and would not after a restart either, which Flink therefore does not try;
 * the message says what is wrong and what to do.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public class DeltaSinkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DeltaSinkException(String message) {
    super(message);
  }

  DeltaSinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
