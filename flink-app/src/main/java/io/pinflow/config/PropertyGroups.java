package io.pinflow.config;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Where the property groups come from: the service, or a file of the same format. */
public final class PropertyGroups {

  private PropertyGroups() {}

  /**
   * Reads the groups of the file that {@code --config FILE} names, or those of the service.
   *
   * @throws IllegalArgumentException for other arguments, or a file that cannot be read
   */
  public static Map<String, Properties> load(String... args) throws IOException {
    if (args.length == 0) {
      return KinesisAnalyticsRuntime.getApplicationProperties();
    }
    if (args.length != 2 || !args[0].equals("--config")) {
      throw new IllegalArgumentException(
          "arguments are '" + String.join(" ", args) + "'; give '--config FILE' or none");
    }
    if (!Files.isReadable(Path.of(args[1]))) {
      throw new IllegalArgumentException(
          "the configuration file '" + args[1] + "' cannot be read; check its path and rights");
    }
    return KinesisAnalyticsRuntime.getApplicationProperties(args[1]);
  }
}
