package io.pinflow.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Sends what a plan says: every post, the repeats between them, and what is broken. */
final class Posting {

  private static final long TOPIC = 20;

  /**
   * A conflicting delivery follows its original after so many posts, more than a batch of Kinesis
   * holds records of one kind, so that the original is acknowledged before.
   */
  private static final long CONFLICT_LAG = 2_000;

  private final Plan plan;
  private final PostGenerator generator;
  private final Map<Channel, Sender> senders;
  private final Arrivals arrivals;
  private final Account account = new Account();
  private final Deque<Long> conflicts = new ArrayDeque<>();

  Posting(Plan plan, Map<Channel, Sender> senders, Arrivals arrivals) {
    this.plan = plan;
    this.generator = new PostGenerator(plan.seed(), plan.posts());
    this.senders = new EnumMap<>(senders);
    this.arrivals = arrivals;
  }

  /** Returns when everything is acknowledged. */
  Account run(Pace pace, Tally tally) {
    for (long slot = 0; slot < plan.posts(); slot++) {
      pace.await(slot);
      post(slot);
      tally.posts(slot + 1);
    }
    while (!conflicts.isEmpty()) {
      conflict(conflicts.poll());
    }
    senders.values().forEach(Sender::flush);
    return account;
  }

  private void post(long slot) {
    Long time = arrivals.at(slot);
    account.post(plan.parts(slot));
    for (Channel channel : plan.channels(slot)) {
      deliver(slot, channel, time, 0);
    }
    for (long n = 0; n < plan.repeatsAfter(slot); n++) {
      long repeated = plan.repeated(slot, n);
      deliver(repeated, draw(slot, n).of(channels(repeated)), time, 1 + n);
      account.repeat();
    }
    Fault fault = plan.fault(slot);
    if (fault != null) {
      spoil(slot, fault, time);
    }
    if (!conflicts.isEmpty() && conflicts.peek() + CONFLICT_LAG <= slot) {
      conflict(conflicts.poll());
    }
  }

  private Channel[] channels(long slot) {
    return plan.channels(slot).toArray(Channel[]::new);
  }

  private Draw draw(long slot, long n) {
    return new Draw(plan.seed(), TOPIC + n, slot);
  }

  private void deliver(long slot, Channel channel, Long time, long round) {
    long post = plan.post(slot);
    Draw draw = new Draw(plan.seed(), TOPIC + 1_000 + round, slot);
    for (Kind kind : plan.parts(slot)) {
      byte[] payload = generator.record(kind, post, channel);
      if (channel == Channel.KINESIS && draw.chance(plan.quoted())) {
        payload = JsonBytes.quoted(payload);
        account.quoted();
      }
      senders.get(channel).send(new Delivery(kind, post, payload, null, time));
    }
  }

  private void spoil(long slot, Fault fault, Long time) {
    switch (fault) {
      case UNMATCHED_PARTS -> {
        // its parts were left out above
      }
      case CONFLICTING_DUPLICATE -> conflicts.add(slot);
      case WRONG_KIND -> misdirect(slot, time);
      default -> corrupt(slot, fault, time);
    }
  }

  /** A pin on the user topic and its like. */
  private void misdirect(long slot, Long time) {
    Draw draw = draw(slot, 100);
    Channel channel = draw.of(channels(slot));
    Kind kind = draw.of(Kind.values());
    Kind other = Kind.values()[(kind.ordinal() + 2) % 3];
    byte[] payload = generator.record(kind, plan.post(slot), channel);
    send(channel, new Delivery(other, plan.post(slot), payload, Fault.WRONG_KIND, time));
  }

  private void corrupt(long slot, Fault fault, Long time) {
    Draw draw = draw(slot, 200);
    Kind kind = draw.of(Kind.values());
    Set<Channel> possible = fault == Fault.TOO_LARGE ? plan.to() : plan.channels(slot);
    boolean kafka = possible.contains(Channel.KAFKA);
    // Kinesis itself refuses what is too large
    Fault sent = fault == Fault.TOO_LARGE && !kafka ? Fault.TOO_DEEP : fault;
    Channel channel =
        sent == Fault.TOO_LARGE ? Channel.KAFKA : draw.of(possible.toArray(Channel[]::new));
    byte[] good = generator.record(kind, plan.post(slot), channel);
    byte[] payload = Broken.payload(sent, good, (int) draw.below(28));
    if (payload == null && channel == Channel.KINESIS) {
      payload = new byte[0];
    }
    send(channel, new Delivery(kind, plan.post(slot), payload, sent, time));
  }

  private void conflict(long slot) {
    Channel channel = channels(slot)[0];
    Kind kind = draw(slot, 300).of(Kind.values());
    byte[] payload = generator.conflicting(kind, plan.post(slot), channel);
    send(
        channel,
        new Delivery(
            kind, plan.post(slot), payload, Fault.CONFLICTING_DUPLICATE, arrivals.at(slot)));
  }

  private void send(Channel channel, Delivery delivery) {
    account.fault(delivery.fault());
    senders.get(channel).send(delivery);
  }
}
