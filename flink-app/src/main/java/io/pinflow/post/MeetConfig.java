package io.pinflow.post;

import io.pinflow.config.JobConfig;
import java.io.Serializable;

/** What the meeting operator needs of the configuration. */
final class MeetConfig implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Milliseconds after its first part's arrival at which an incomplete post is reported. */
  final long timeout;

  /** Milliseconds after its last change at which a key's state expires. */
  final long ttl;

  final boolean bounded;
  final int maxPayloadBytes;

  /** Of the windows behind, in milliseconds; kept only to be compared with the restored ones. */
  final long windowSize;

  final long windowOffset;

  MeetConfig(
      long timeout,
      long ttl,
      boolean bounded,
      int maxPayloadBytes,
      long windowSize,
      long windowOffset) {
    this.timeout = timeout;
    this.ttl = ttl;
    this.bounded = bounded;
    this.maxPayloadBytes = maxPayloadBytes;
    this.windowSize = windowSize;
    this.windowOffset = windowOffset;
  }

  /** The timeout is added to the TTL: a key must outlive its own timer, whatever the lag. */
  static MeetConfig of(JobConfig config) {
    return new MeetConfig(
        config.meetingTimeout().toMillis(),
        config.seenTtl().plus(config.meetingTimeout()).toMillis(),
        config.isBounded(),
        config.maxBytes(),
        config.windowSize().toMillis(),
        config.windowOffset().toMillis());
  }
}
