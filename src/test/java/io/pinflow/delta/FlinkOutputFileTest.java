package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkOutputFileTest {

  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  private final byte[] content = new byte[3 * MIB];
  private Path path;
  private FlinkOutputFile file;
  private PositionOutputStream stream;

  @BeforeEach
  void create() throws IOException {
    new Random(7528).nextBytes(content);
    path = folder.resolve("part-0.parquet");
    file = new FlinkOutputFile(new org.apache.flink.core.fs.Path(path.toUri()));
    stream = file.create(0);
  }

  @Test
  void smallFileIsOpenedByWhoeverShowsIt() throws IOException {
    stream.write(content, 0, MIB - 1);
    stream.write(7);
    stream.close();
    assertThat(path).doesNotExist();

    file.publish();

    assertThat(Files.size(path)).isEqualTo(MIB).isEqualTo(file.written());
    assertThat(Files.readAllBytes(path)).startsWith(Arrays.copyOf(content, MIB - 1));
  }

  @Test
  void largerFileIsStreamed() throws IOException {
    for (int i = 0; i < content.length; i += 1_000) {
      stream.write(content, i, Math.min(1_000, content.length - i));
    }
    stream.close();
    assertThat(Files.size(path)).isGreaterThan(2 * MIB);

    file.publish();

    assertThat(path).hasBinaryContent(content);
    assertThat(file.written()).isEqualTo(content.length);
  }

  @Test
  void fileThatIsNotWantedIsLeftBehindOnlyIfItWasOpened() throws IOException {
    stream.write(content, 0, MIB);
    assertThat(file.discard()).isFalse();
    assertThat(folder).isEmptyDirectory();

    stream.write(content, MIB, MIB);
    assertThat(file.discard()).isTrue();
    assertThat(path).exists();
  }
}
