package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.FaultProxy.Temper;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.S3FileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a job says at its start about a store that it cannot use. */
class S3StartITCase {

  private final DeltaSinkOptions options = new DeltaSinkOptions();
  private FaultProxy proxy;
  private String bucket;
  private Path folder;

  @BeforeEach
  void connect() throws Exception {
    LocalStack stack = LocalStack.with(Service.S3);
    S3FileSystem.use(stack.s3Endpoint());
    proxy = new FaultProxy(stack.s3Endpoint());
    bucket = stack.createBucket("start");
    folder = stack.bucketFolder(bucket);
    options.storage =
        StorageOptions.defaults()
            .withEndpoint(proxy.endpoint())
            .withRegion(LocalStack.REGION)
            .withPathStyleAccess(true);
  }

  @AfterEach
  void disconnect() {
    proxy.close();
  }

  @Test
  void storeThatHonoursConditionsKeepsNoTraceOfTheQuestion() throws Exception {
    start("s3://" + bucket + "/pins");

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(folder::relativize).map(Path::toString))
          .containsExactly("pins/_delta_log/00000000000000000000.json");
    }
  }

  @Test
  void storeThatIgnoresConditionsIsRefused() {
    proxy.temper(Temper.IGNORES_CONDITIONS);

    assertThatThrownBy(() -> start("s3://" + bucket + "/pins"))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("two writers would lose commits")
        .hasMessageContaining("commit mode single-writer");
  }

  @Test
  void storeThatDoesNotKnowConditionsIsRefused() {
    proxy.temper(Temper.KNOWS_NO_CONDITIONS);

    assertThatThrownBy(() -> start("s3://" + bucket + "/pins"))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("commit mode single-writer");
  }

  @Test
  void singleWriterIsContentWithSuchAStore() throws Exception {
    proxy.temper(Temper.IGNORES_CONDITIONS);
    options.storage = options.storage.withCommitMode(CommitMode.SINGLE_WRITER);

    start("s3://" + bucket + "/pins");

    assertThat(folder.resolve("pins/_delta_log/00000000000000000000.json")).exists();
  }

  @Test
  void rightsThatAreMissingAreSaid() {
    proxy.temper(Temper.FORBIDS);

    assertThatThrownBy(() -> start("s3://" + bucket + "/pins"))
        .hasStackTraceContaining("S3 refused with status 403")
        .hasStackTraceContaining("role may list, read, write and delete there");
  }

  @Test
  void bucketThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> start("s3://" + bucket + "-not/pins"))
        .hasStackTraceContaining("Check that the bucket exists");
  }

  @Test
  void folderWithFilesAndNoLogIsNoTable() throws Exception {
    Files.createDirectories(folder.resolve("pins/day=1"));
    Files.writeString(folder.resolve("pins/day=1/part-0.parquet"), "rows of somebody");

    assertThatThrownBy(() -> start("s3://" + bucket + "/pins"))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("is not a Delta table");
  }

  private void start(String table) throws IOException, InterruptedException {
    new LakeSetup(List.of(DeltaTable.of("pins", table, LocalTable.PINS)), options, Lineage.NONE)
        .prepare("run", 0);
  }
}
