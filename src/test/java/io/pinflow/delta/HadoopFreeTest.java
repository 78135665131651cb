package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar has no Hadoop; here it is on the class path, and is hidden. */
class HadoopFreeTest {

  @Test
  void tableIsWrittenSummedUpAndReadWithoutHadoop(@TempDir Path folder) throws Exception {
    try (URLClassLoader loader = withoutHadoop()) {
      assertThatThrownBy(() -> loader.loadClass("org.apache.hadoop.conf.Configuration"))
          .isInstanceOf(ClassNotFoundException.class);

      Object rows =
          loader
              .loadClass(Program.class.getName())
              .getMethod("run", Path.class)
              .invoke(null, folder);

      assertThat(rows).isEqualTo(4);
    }
    assertThat(folder.resolve("_delta_log/_last_checkpoint")).exists();
  }

  private static URLClassLoader withoutHadoop() {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("hadoop-client"))
            .map(HadoopFreeTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Runs among classes of its own. */
  public static final class Program {

    private Program() {}

    /** Gives the number of rows that are read. */
    public static int run(Path folder) throws Exception {
      LocalTable table = LocalTable.pins(folder).create();
      TableLog log = table.log();
      LogCheckpoints checkpoints = new LogCheckpoints(2);
      for (long i = 1; i <= 4; i++) {
        log.commit(table.committable("run", i, pin(i)));
        checkpoints.committed(log, table.table.path(), i);
      }
      checkpoints.close();
      return table.rows().size();
    }

    private static RowData pin(long id) {
      return GenericRowData.of(id, StringData.fromString("pin " + id));
    }
  }
}
