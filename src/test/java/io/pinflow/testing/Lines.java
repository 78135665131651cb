package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of files, byte for byte. */
public final class Lines {

  private Lines() {}

  /** All lines of the finished files below a folder, a char for each byte. */
  public static List<String> below(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : Landing.finished(folder)) {
      String text = Files.readString(file, ISO_8859_1);
      if (!text.isEmpty() && !text.endsWith("\n")) {
        throw new IOException(file + " ends within a line");
      }
      lines.addAll(List.of(text.split("\n", -1)));
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /** A payload as the archive keeps it: a line break is a blank, none at all is nothing. */
  public static String of(byte[] payload) {
    return payload == null
        ? ""
        : new String(payload, ISO_8859_1).replace('\r', ' ').replace('\n', ' ');
  }
}
