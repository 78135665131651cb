package io.pinflow.config;

import java.util.List;

/** Everything that is wrong with a configuration, one line a problem; nothing was started. */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ConfigException(List<String> problems) {
    super(
        "the configuration has "
            + problems.size()
            + (problems.size() == 1 ? " problem:" : " problems:")
            + "\n  - "
            + String.join("\n  - ", problems));
  }
}
