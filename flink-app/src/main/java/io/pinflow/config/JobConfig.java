package io.pinflow.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The job's whole configuration, validated.
 *
 * <p>Values are as their options in {@link Options} describe them.
 */
public final class JobConfig {

  private final KafkaConfig kafka;
  private final KinesisConfig kinesis;
  private final TimeConfig time;
  private final LakeConfig lake;
  private final Integer maxBytes;
  private final Integer maxDepth;
  private final String archivePath;
  private final String archiveCompression;
  private final String deadLettersPath;
  private final Duration meetingTimeout;
  private final Duration seenTtl;
  private final Duration windowSize;
  private final Duration windowOffset;

  private JobConfig(Groups groups) {
    kafka = groups.has(Options.KAFKA) ? KafkaConfig.read(groups) : null;
    kinesis = groups.has(Options.KINESIS) ? KinesisConfig.read(groups) : null;
    time = TimeConfig.read(groups);
    lake = LakeConfig.read(groups);
    maxBytes = groups.get(Options.MAX_BYTES);
    maxDepth = groups.get(Options.MAX_DEPTH);
    archivePath = groups.get(Options.ARCHIVE_PATH);
    archiveCompression = groups.get(Options.ARCHIVE_COMPRESSION);
    deadLettersPath = groups.get(Options.DEAD_LETTERS_PATH);
    meetingTimeout = groups.get(Options.MEETING_TIMEOUT);
    seenTtl = groups.get(Options.SEEN_TTL);
    windowSize = groups.get(Options.WINDOW_SIZE);
    windowOffset = groups.get(Options.WINDOW_OFFSET);
  }

  /**
   * Reads and validates property groups as the service hands them over.
   *
   * @throws ConfigException naming every problem at once
   */
  public static JobConfig of(Map<String, Properties> propertyGroups) {
    Groups groups = new Groups(propertyGroups);
    groups.rejectUnknownGroups();
    List.of(
            Options.RECORDS,
            Options.TIME,
            Options.ARCHIVE,
            Options.DEAD_LETTERS,
            Options.POSTS,
            Options.INSIGHTS)
        .forEach(groups::rejectUnknownKeys);
    JobConfig config = new JobConfig(groups);
    config.validate(groups);
    if (!groups.problems().isEmpty()) {
      throw new ConfigException(groups.problems());
    }
    return config;
  }

  /** What no single value can tell. */
  private void validate(Groups groups) {
    if (kafka == null && kinesis == null) {
      groups.report("neither 'kafka' nor 'kinesis' is there to read from; add one or both groups");
    }
    if (isBounded() && kinesis != null) {
      groups.report(
          Options.BOUNDED, "a Kinesis stream has no end; remove the group 'kinesis' or this key");
    }
    if (isLonger(meetingTimeout, seenTtl)) {
      groups.report(Options.SEEN_TTL, "is shorter than posts / meeting.timeout; raise it");
    }
    if (windowOffset != null && !isLonger(windowSize, windowOffset)) {
      groups.report(Options.WINDOW_OFFSET, "is not shorter than insights / window.size; lower it");
    }
  }

  private static boolean isLonger(Duration a, Duration b) {
    return a != null && b != null && a.compareTo(b) > 0;
  }

  public Optional<KafkaConfig> kafka() {
    return Optional.ofNullable(kafka);
  }

  public Optional<KinesisConfig> kinesis() {
    return Optional.ofNullable(kinesis);
  }

  public boolean isBounded() {
    return kafka != null && kafka.isBounded();
  }

  public TimeConfig time() {
    return time;
  }

  public LakeConfig lake() {
    return lake;
  }

  /** Largest payload in bytes that is decoded. */
  public int maxBytes() {
    return maxBytes;
  }

  /** Deepest nesting that is decoded; the root counts as 1. */
  public int maxDepth() {
    return maxDepth;
  }

  /** Root of the archive; empty when it is off. */
  public Optional<String> archivePath() {
    return Optional.ofNullable(archivePath);
  }

  /** {@code none} or {@code zstd}. */
  public String archiveCompression() {
    return archiveCompression;
  }

  public String deadLettersPath() {
    return deadLettersPath;
  }

  public Duration meetingTimeout() {
    return meetingTimeout;
  }

  public Duration seenTtl() {
    return seenTtl;
  }

  public Duration windowSize() {
    return windowSize;
  }

  public Duration windowOffset() {
    return windowOffset;
  }
}
