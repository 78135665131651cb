package io.pinflow.local;

/**
 * One record to send.
 *
 * @param kind whose topic or stream it goes to
 * @param key decides the partition; records with the same key keep their order
 * @param payload null makes a tombstone
 * @param fault what is wrong with it, or null
 * @param timestamp milliseconds since the epoch for Kafka, or null for now
 */
record Delivery(Kind kind, long key, byte[] payload, Fault fault, Long timestamp) {}
