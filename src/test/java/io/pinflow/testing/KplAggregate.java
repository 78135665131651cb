package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Many records inside one, in the aggregation format of the Kinesis Producer Library: a magic
 * number, a protocol buffer with a table of partition keys and the records, and the MD5 of it.
 */
final class KplAggregate {

  /** Of every record inside, so that none belongs to another shard than the whole. */
  static final String PARTITION_KEY = "aggregate";

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int KEY_TABLE = 1;
  private static final int RECORDS = 3;
  private static final int KEY_INDEX = 1;
  private static final int DATA = 3;

  private KplAggregate() {}

  static byte[] of(List<byte[]> payloads) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    bytes(message, KEY_TABLE, PARTITION_KEY.getBytes(UTF_8));
    for (byte[] payload : payloads) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      number(record, KEY_INDEX << 3);
      number(record, 0);
      bytes(record, DATA, payload);
      bytes(message, RECORDS, record.toByteArray());
    }
    ByteArrayOutputStream aggregate = new ByteArrayOutputStream();
    aggregate.writeBytes(MAGIC);
    aggregate.writeBytes(message.toByteArray());
    aggregate.writeBytes(md5(message.toByteArray()));
    return aggregate.toByteArray();
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    number(out, field << 3 | 2);
    number(out, value.length);
    out.writeBytes(value);
  }

  /** Seven bits a byte, the lowest first. */
  private static void number(ByteArrayOutputStream out, int value) {
    for (; value > 0x7F; value >>>= 7) {
      out.write(value & 0x7F | 0x80);
    }
    out.write(value);
  }

  private static byte[] md5(byte[] message) {
    try {
      return MessageDigest.getInstance("MD5").digest(message);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
