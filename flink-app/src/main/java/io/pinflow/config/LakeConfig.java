package io.pinflow.config;

import java.util.Optional;

/** The validated group {@code lake}: where and how the Delta tables are written. */
public final class LakeConfig {

  private final String path;
  private final String tablePrefix;
  private final String commitMode;
  private final String onRewind;
  private final String onExisting;
  private final String s3Endpoint;
  private final String s3Region;
  private final boolean s3PathStyleAccess;

  private LakeConfig(Groups groups) {
    path = groups.get(Options.LAKE_PATH);
    tablePrefix = groups.get(Options.TABLE_PREFIX);
    commitMode = groups.get(Options.COMMIT_MODE);
    onRewind = groups.get(Options.ON_REWIND);
    onExisting = groups.get(Options.ON_EXISTING);
    s3Endpoint = groups.get(Options.S3_ENDPOINT);
    s3Region = groups.get(Options.S3_REGION);
    s3PathStyleAccess = groups.find(Options.S3_PATH_STYLE).orElse(false);
  }

  static LakeConfig read(Groups groups) {
    groups.rejectUnknownKeys(Options.LAKE);
    return new LakeConfig(groups);
  }

  /** Root of the tables, without a trailing slash. */
  public String path() {
    return path;
  }

  /** The folder of a table below {@link #path()}: the prefix, an underscore if any, the name. */
  public String tableName(String name) {
    return tablePrefix.isEmpty() ? name : tablePrefix + "_" + name;
  }

  /** {@code conditional-put} or {@code single-writer}. */
  public String commitMode() {
    return commitMode;
  }

  /** {@code fail} or {@code append}. */
  public String onRewind() {
    return onRewind;
  }

  /** {@code fail} or {@code append}. */
  public String onExisting() {
    return onExisting;
  }

  public Optional<String> s3Endpoint() {
    return Optional.ofNullable(s3Endpoint);
  }

  public Optional<String> s3Region() {
    return Optional.ofNullable(s3Region);
  }

  public boolean s3PathStyleAccess() {
    return s3PathStyleAccess;
  }
}
