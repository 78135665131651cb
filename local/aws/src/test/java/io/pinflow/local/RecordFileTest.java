package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void kindIsFoundInTheNamesOfFilesAndFolders() throws IOException {
    file("archive/kind=geo/date=2026-11-22/part-0", "{}");
    file("archive/kind=pin/date=2026-11-22/part-0", "{}");
    file("archive/kind=pin/date=2026-11-22/.part-1.inprogress", "{}");
    file("archive/user_data.json", "{}");

    assertThat(RecordFile.find(folder.resolve("archive").toString()))
        .extracting(RecordFile::kind)
        .containsExactlyInAnyOrder(Kind.GEO, Kind.PIN, Kind.USER);
  }

  @Test
  void kindIsAssigned() throws IOException {
    Path one = file("mine", "{}");
    Path two = file("yours", "{}");

    assertThat(RecordFile.find("pin=" + one + ",user=" + two))
        .containsExactly(new RecordFile(one, Kind.PIN), new RecordFile(two, Kind.USER));
  }

  @Test
  void fileOfUnknownKindIsRefusedWithARemedy() throws IOException {
    Path file = file("data.json", "{\"ind\":1}");

    assertThatThrownBy(() -> RecordFile.find(file.toString()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Name it pin…, geo… or user…");
  }

  @Test
  void keyIsTheInd() {
    RecordFile pins = new RecordFile(folder, Kind.PIN);

    assertThat(pins.delivery("{\"index\": 7528}".getBytes(UTF_8)).key()).isEqualTo(7528);
    assertThat(pins.delivery("\"{\\\"ind\\\": \\\"12\\\"}\"".getBytes(UTF_8)).kind())
        .isEqualTo(Kind.PIN);
  }

  @Test
  void deadLetterIsSentAsItCame() throws IOException {
    byte[] invalid = {'{', (byte) 0x9f};
    Path file =
        file(
            "dead-letters/part-0",
            """
            {"reason":"no_ind","kind":"geo","payload":"{\\"country\\":\\"Zo\\u00eb\\"}","payload_size":18}
            {"reason":"not_json","kind":"user","payload_base64":"%s","payload_size":2}
            {"reason":"too_large","kind":"pin","payload":"{\\"ind\\"","payload_size":2000000}
            {"reason":"conflicting_duplicate","kind":"pin","payload":"{}","payload_size":2}
            {"reason":"unmatched_parts","kind":null,"payload":null,"payload_size":0}
            """
                .formatted(Base64.getEncoder().encodeToString(invalid)));

    RecordFile letters = RecordFile.find(file.getParent().toString()).get(0);

    assertThat(
            Files.readAllLines(file).stream().map(line -> letters.delivery(line.getBytes(UTF_8))))
        .satisfiesExactly(
            geo -> {
              assertThat(geo.kind()).isEqualTo(Kind.GEO);
              assertThat(geo.payload()).isEqualTo("{\"country\":\"Zoë\"}".getBytes(UTF_8));
            },
            user -> assertThat(user.payload()).isEqualTo(invalid),
            cut -> assertThat(cut).isNull(),
            conflict -> assertThat(conflict).isNull(),
            incomplete -> assertThat(incomplete).isNull());
  }

  @Test
  void compressedFilesAreReadAsTheirNamesSay() throws IOException {
    byte[] text = "{\"ind\":1}\n".getBytes(UTF_8);
    Path plain = Files.write(folder.resolve("pin.jsonl"), text);
    Path zstd = Files.write(folder.resolve("pin.jsonl.zst"), Zstd.compress(text));
    Path gzip = folder.resolve("pin.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(text);
    }

    for (Path file : List.of(plain, zstd, gzip)) {
      try (InputStream in = FilePosting.open(file)) {
        assertThat(in.readAllBytes()).as(file.toString()).isEqualTo(text);
      }
    }
  }

  @Test
  void linesAreBytesWithoutTheirEnds() throws IOException {
    Lines lines =
        new Lines(new ByteArrayInputStream(new byte[] {'a', '\r', '\n', '\n', (byte) 0x9f}));

    assertThat(lines.next()).isEqualTo(new byte[] {'a'});
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isEqualTo(new byte[] {(byte) 0x9f});
    assertThat(lines.next()).isNull();
  }
}
