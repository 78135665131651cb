package io.pinflow.delta;

/** {@code s3://bucket/key} or {@code s3a://bucket/key}, taken apart. */
final class S3Location {

  private final String bucket;
  private final String key;

  private S3Location(String bucket, String key) {
    this.bucket = bucket;
    this.key = key;
  }

  /** Accepts one slash after the scheme too, as paths are sometimes shortened to. */
  static S3Location of(String path) {
    String rest = path.substring(path.indexOf(':') + 1).replaceFirst("^/+", "");
    int slash = rest.indexOf('/');
    return slash < 0
        ? new S3Location(rest, "")
        : new S3Location(rest.substring(0, slash), rest.substring(slash + 1));
  }

  String bucket() {
    return bucket;
  }

  String key() {
    return key;
  }
}
