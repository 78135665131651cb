package io.pinflow.record;

/**
 * One record as it was read: its payload untouched, and where and when it arrived.
 *
 * <p>A Flink POJO; sources, archive and decoder are chained, so it is not serialised between them.
 */
public final class Envelope {

  public Kind kind;
  public Channel channel;

  /** Name of the Kafka topic or the Kinesis stream. */
  public String stream;

  /** Kafka partition number or Kinesis shard id. */
  public String partition;

  /**
   * Kafka offset, or Kinesis sequence number, followed by {@code :n} for the nth of an aggregate.
   */
  public String position;

  /** Milliseconds since the epoch, already clamped; 0 where the channel gave no time. */
  public long arrivalTime;

  /** The bytes as they came; null for a Kafka tombstone. */
  public byte[] payload;

  public Envelope() {}

  public Envelope(Kind kind, Origin origin, long arrivalTime, byte[] payload) {
    this.kind = kind;
    this.channel = origin.channel;
    this.stream = origin.stream;
    this.partition = origin.partition;
    this.position = origin.position;
    this.arrivalTime = arrivalTime;
    this.payload = payload;
  }

  public Origin origin() {
    return new Origin(channel, stream, partition, position);
  }
}
