package io.pinflow.delta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogStorageTest {

  @TempDir Path folder;

  private final LocalLogStorage storage = new LocalLogStorage();

  @Test
  void onlyOneOfManyWritersCreatesAFile() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int version = 0; version < 50; version++) {
      String path = path("commit " + version);
      List<Callable<Boolean>> writers =
          IntStream.range(0, 8)
              .mapToObj(
                  writer ->
                      (Callable<Boolean>)
                          () -> storage.putIfAbsent(path, ("writer " + writer).getBytes(UTF_8)))
              .collect(Collectors.toList());

      int winner = -1;
      int winners = 0;
      List<Future<Boolean>> results = threads.invokeAll(writers);
      for (int writer = 0; writer < 8; writer++) {
        if (results.get(writer).get()) {
          winner = writer;
          winners++;
        }
      }

      assertThat(winners).isEqualTo(1);
      assertThat(folder.resolve("commit " + version)).hasContent("writer " + winner);
    }
    threads.shutdown();
    assertThat(names("")).hasSize(50);
  }

  @Test
  void listBeginsAtTheNameAndIsInOrder() throws IOException {
    for (String name : List.of("3.json", "1.json", "2.crc", "2.json")) {
      Files.writeString(folder.resolve(name), "x");
    }
    Files.createDirectory(folder.resolve("4.folder"));

    assertThat(names("2.")).containsExactly("2.crc", "2.json", "3.json");
    assertThat(names("2.json")).containsExactly("2.json", "3.json");
  }

  @Test
  void missingFoldersAndFilesAreSaidToBeMissing() {
    assertThatThrownBy(() -> storage.listFrom(path("none/1.json")))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> storage.status(path("none")))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void putReplacesAndLeavesNothingElse() throws IOException {
    storage.put(path("_last_checkpoint"), "first".getBytes(UTF_8));
    storage.put(path("_last_checkpoint"), "second".getBytes(UTF_8));

    assertThat(folder.resolve("_last_checkpoint")).hasContent("second");
    assertThat(names("")).containsExactly("_last_checkpoint");
  }

  private List<String> names(String from) throws IOException {
    List<String> names = new ArrayList<>();
    storage
        .listFrom(path(from))
        .forEachRemaining(file -> names.add(LogStorage.name(file.getPath())));
    return names;
  }

  private String path(String name) {
    return "file:" + folder + "/" + name;
  }
}
