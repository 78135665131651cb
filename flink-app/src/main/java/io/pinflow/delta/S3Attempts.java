package io.pinflow.delta;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Repeats requests that may succeed later, a bounded number of times, waiting ever longer. */
final class S3Attempts {

  private static final Logger LOG = LoggerFactory.getLogger(S3Attempts.class);

  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_IMPLEMENTED = 501;

  /**
   * Runs a request that may be repeated.
   *
   * @throws FileNotFoundException if there is no such object
   */
  <T> T run(String what, Supplier<T> request) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (SdkException e) {
        if (status(e) == NOT_FOUND) {
          throw (IOException) new FileNotFoundException("Could not " + what).initCause(e);
        }
        pause(what, attempt, e);
      }
    }
  }

  /**
   * Runs a conditional PUT.
   *
   * @return false if the object is there: another's, or of an attempt whose answer was lost
   * @throws DeltaSinkException if the store does not know conditions
   */
  boolean create(String what, Runnable put) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        put.run();
        return true;
      } catch (SdkException e) {
        if (status(e) == PRECONDITION_FAILED) {
          return false;
        }
        if (status(e) == NOT_IMPLEMENTED) {
          throw new DeltaSinkException(
              "Could not "
                  + what
                  + ": the store does not know conditional writes. If this job is the only writer"
                  + " of its tables, set the commit mode single-writer.",
              e);
        }
        pause(what, attempt, e);
      }
    }
  }

  /** Waits before the next attempt, or gives up. */
  private static void pause(String what, int attempt, SdkException cause) throws IOException {
    int status = status(cause);
    boolean passing = status == 0 || status == CONFLICT || status == 429 || status >= 500;
    if (!passing) {
      throw new IOException(
          String.format(
              "Could not %s: S3 refused with status %d. Check that the bucket exists and that the"
                  + " job's role may list, read, write and delete there.",
              what, status),
          cause);
    }
    if (attempt >= ATTEMPTS) {
      throw new IOException(
          String.format("Could not %s in %d attempts; S3 must be reachable.", what, attempt),
          cause);
    }
    LOG.warn("Attempt {} to {} failed and is repeated: {}", attempt, what, cause.toString());
    sleep(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt));
  }

  /** Half of the pause is chance, so that writers who met once do not meet again. */
  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for S3");
    }
  }

  /** Zero when no answer came: a timeout, a reset connection. */
  private static int status(SdkException e) {
    return e instanceof S3Exception ? ((S3Exception) e).statusCode() : 0;
  }
}
