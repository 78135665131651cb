package io.pinflow.local;

/**
 * Where a record ended up.
 *
 * @param partition Kafka partition or Kinesis shard id
 * @param position Kafka offset or Kinesis sequence number
 * @param timestamp Kafka's record timestamp, null for Kinesis
 */
record Acknowledged(
    Channel channel,
    String stream,
    String partition,
    String position,
    Long timestamp,
    Delivery delivery) {}
