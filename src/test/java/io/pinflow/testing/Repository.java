package io.pinflow.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The checkout that the tests run in. */
public final class Repository {

  private Repository() {}

  /** Its top folder, whichever module's folder the tests were started in. */
  public static Path home() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("conf/jvm.options")))
        .findFirst()
        .orElseThrow();
  }
}
