package io.pinflow.cleaning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Envelope;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a producer sends, the log says nothing of it, at whichever level it is. */
class NoPayloadInLogTest {

  private static final String NAME = "Ada Lovelace";
  private static final String FORGED = "ERROR the job has failed";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"index\": 1, \"title\": \"%s\"}",
        "{\"index\": \"%s\"}",
        "{\"index\": 1, \"follower_count\": \"%s\"}",
        "{\"index\": 1, \"title\": \"%s",
        "\"%s\"",
        "%s",
        "[{\"index\": 1, \"title\": \"%s\"}]",
      })
  void payloadStaysOutOfTheLog(String payload) {
    Envelope record = Records.pin("title", "\"x\"");
    record.payload = payload.formatted(NAME + "\r\n" + FORGED).getBytes(UTF_8);

    List<String> logged = logged(() -> Decoding.of(record));

    assertThat(logged).noneMatch(line -> line.contains("Ada") || line.contains(FORGED));
  }

  private static List<String> logged(Runnable action) {
    Lines lines = new Lines();
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    Logger root = context.getRootLogger();
    Level before = root.getLevel();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.ALL);
    try {
      action.run();
      root.debug("the end of the test");
    } finally {
      root.setLevel(before);
      root.removeAppender(lines);
    }
    assertThat(lines.written).contains("the end of the test");
    return lines.written;
  }

  private static final class Lines extends AbstractAppender {

    private final List<String> written = new ArrayList<>();

    Lines() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      written.add(event.getMessage().getFormattedMessage());
      if (event.getThrown() != null) {
        written.add(event.getThrown().toString());
      }
    }
  }
}
