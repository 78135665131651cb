package io.pinflow.delta;

import java.io.Serializable;

/**
 * How the log of a table on S3 is reached. Credentials are never among the options: they come from
 * the default chain of the AWS SDK (role, environment, system properties, profile).
 */
public final class StorageOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String endpoint;
  private final String region;
  private final boolean pathStyleAccess;
  private final CommitMode commitMode;

  private StorageOptions(
      String endpoint, String region, boolean pathStyleAccess, CommitMode commitMode) {
    this.endpoint = endpoint;
    this.region = region;
    this.pathStyleAccess = pathStyleAccess;
    this.commitMode = commitMode;
  }

  /** AWS itself, the region of the surroundings, conditional PUT. */
  public static StorageOptions defaults() {
    return new StorageOptions(null, null, false, CommitMode.CONDITIONAL_PUT);
  }

  /** Another endpoint than AWS, as {@code http://host:port}. */
  public StorageOptions withEndpoint(String endpoint) {
    return new StorageOptions(endpoint, region, pathStyleAccess, commitMode);
  }

  public StorageOptions withRegion(String region) {
    return new StorageOptions(endpoint, region, pathStyleAccess, commitMode);
  }

  /** Buckets in the path of the URL instead of the host's name. */
  public StorageOptions withPathStyleAccess(boolean pathStyleAccess) {
    return new StorageOptions(endpoint, region, pathStyleAccess, commitMode);
  }

  public StorageOptions withCommitMode(CommitMode commitMode) {
    return new StorageOptions(endpoint, region, pathStyleAccess, commitMode);
  }

  /** Null for AWS. */
  String endpoint() {
    return endpoint;
  }

  /** Null for the region of the surroundings. */
  String region() {
    return region;
  }

  boolean pathStyleAccess() {
    return pathStyleAccess;
  }

  CommitMode commitMode() {
    return commitMode;
  }
}
