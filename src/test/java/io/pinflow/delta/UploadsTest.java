package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UploadsTest {

  @Test
  void uploadsWaitAtTheSameTime() throws Exception {
    CyclicBarrier all = new CyclicBarrier(10);
    List<Future<Void>> running = new ArrayList<>();
    try (Uploads uploads = new Uploads()) {
      for (int i = 0; i < 10; i++) {
        running.add(
            uploads.start(
                () -> {
                  all.await();
                  return null;
                }));
      }

      Uploads.await(running);
    }

    assertThat(running).allMatch(Future::isDone);
  }

  @Test
  void moreThanThreadsAreDoneByTheTaskItself() throws Exception {
    AtomicInteger done = new AtomicInteger();
    List<Future<Void>> running = new ArrayList<>();
    try (Uploads uploads = new Uploads()) {
      for (int i = 0; i < 1_000; i++) {
        running.add(
            uploads.start(
                () -> {
                  done.incrementAndGet();
                  return null;
                }));
      }

      Uploads.await(running);
    }

    assertThat(done).hasValue(1_000);
  }

  @Test
  void failureOfOneIsToldWithItsCause() {
    try (Uploads uploads = new Uploads()) {
      List<Future<Void>> running =
          List.of(
              uploads.start(() -> null),
              uploads.start(
                  () -> {
                    throw new IOException("no space");
                  }));

      assertThatThrownBy(() -> Uploads.await(running))
          .isInstanceOf(IOException.class)
          .hasRootCauseMessage("no space");
    }
  }
}
