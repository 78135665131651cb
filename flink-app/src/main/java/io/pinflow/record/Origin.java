package io.pinflow.record;

import java.util.Objects;

/**
 * Where a record was read: channel, topic or stream, partition or shard, offset or sequence number.
 *
 * <p>It travels with every row as one string, because only the few that end as dead letters ever
 * need its parts.
 */
public final class Origin {

  private static final String SEPARATOR = "\t";

  public final Channel channel;
  public final String stream;
  public final String partition;
  public final String position;

  /** No part may hold a tab; names of topics, streams and shards cannot. */
  public Origin(Channel channel, String stream, String partition, String position) {
    this.channel = channel;
    this.stream = stream;
    this.partition = partition;
    this.position = position;
  }

  /** Reads what {@link #encode()} wrote. */
  public static Origin parse(String encoded) {
    String[] parts = encoded.split(SEPARATOR, -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("not an origin: '" + encoded + "'");
    }
    return new Origin(Channel.valueOf(parts[0]), parts[1], parts[2], parts[3]);
  }

  /** One string of the four parts, read back by {@link #parse}. */
  public String encode() {
    return channel.name() + SEPARATOR + stream + SEPARATOR + partition + SEPARATOR + position;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Origin && encode().equals(((Origin) other).encode());
  }

  @Override
  public int hashCode() {
    return Objects.hash(channel, stream, partition, position);
  }

  @Override
  public String toString() {
    return channel.label() + " " + stream + "/" + partition + "@" + position;
  }
}
