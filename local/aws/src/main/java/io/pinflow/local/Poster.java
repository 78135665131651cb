package io.pinflow.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Posts made-up or a user's own records to Kafka and Kinesis. */
public final class Poster {

  private static final String USAGE =
      """
      local/poster [options]

        --posts N              distinct posts, of three records each (20000)
        --seed N               other posts (1)
        --first N              number of the first post (0)
        --rate N               posts a second, 0 is unlimited (0)
        --repeats S            repeated deliveries per post, drawn with replacement (0.3)
        --to CHANNELS          kafka, kinesis or both (both)
        --via HOW              client, or rest: through the ingest gateway, but for what JSON cannot
                               carry (client)
        --rest-share S         share of posts that --via rest is for (1)
        --both-share S         share of posts sent over both channels (0.2)
        --broken S             share of posts with a fault of each possible kind in turn (0)
        --quoted S             share of Kinesis records whose JSON is dumped twice (0.05)
        --files WHERE          posts these instead: a folder, a file, or pin=A,geo=B,user=C; JSON
                               lines of your own, of the archive or of the dead letters
        --sent DIR             writes everything acknowledged there, as JSON lines
        --arrivals-from TIME   Kafka record timestamps from this ISO instant on (now)
        --arrivals-over TIME   ... spread over this ISO duration (PT1H)

        --kafka-port N         (PINFLOW_KAFKA_PORT, 9092)
        --bootstrap-servers S  (127.0.0.1 and the port)
        --topic-prefix S       (pinflow.)
        --topic-pin S          also --topic-geo, --topic-user
        --topic-geo S          .
        --topic-user S         .
        --kinesis-port N       (PINFLOW_KINESIS_PORT, 4568)
        --kinesis-endpoint S   (http://127.0.0.1 and the port)
        --gateway-port N       (PINFLOW_GATEWAY_PORT, 8082)
        --gateway S            (http://127.0.0.1 and the port)
        --stream-prefix S      (pinflow-)
        --stream-pin S         also --stream-geo, --stream-user
        --stream-geo S         .
        --stream-user S        .

      Ends with one JSON object on standard output that says what was sent.
      """;

  private Poster() {}

  public static void main(String[] args) {
    Main.run(() -> post(args));
  }

  private static int post(String... args) throws Exception {
    Arguments arguments = Arguments.parse(USAGE, args);
    if (arguments.has("help")) {
      System.out.print(USAGE);
      return 0;
    }
    Destination destination = Destination.from(arguments);
    Tally tally = new Tally();
    try (Receipt receipts = Receipt.of(tally, arguments.text("sent", null))) {
      Map<Channel, Sender> senders = destination.open(receipts);
      System.out.println(post(arguments, destination, senders, tally).toPrettyString());
      senders.values().forEach(Sender::close);
    }
    return 0;
  }

  private static ObjectNode post(
      Arguments arguments, Destination destination, Map<Channel, Sender> senders, Tally tally)
      throws Exception {
    long start = System.nanoTime();
    Pace pace = new Pace(arguments.number("rate", 0));
    String files = arguments.text("files", null);
    if (files != null) {
      FilePosting posting = new FilePosting(senders);
      Progress.during(() -> line(tally, start), () -> posting.run(files, pace, tally));
      return posting.json(tally, seconds(start));
    }
    Plan plan = plan(arguments, destination);
    Posting posting = new Posting(plan, senders, arrivals(arguments, plan.posts()));
    return Progress.during(() -> line(tally, start), () -> posting.run(pace, tally))
        .json(tally, seconds(start));
  }

  private static Plan plan(Arguments arguments, Destination destination) {
    return new Plan(
        arguments.number("seed", 1),
        arguments.number("first", 0),
        arguments.number("posts", 20_000),
        arguments.share("repeats", 0.3),
        arguments.share("broken", 0),
        arguments.share("both-share", 0.2),
        arguments.share("quoted", 0.05),
        destination.channels());
  }

  private static Arrivals arrivals(Arguments arguments, long slots) {
    String from = arguments.text("arrivals-from", null);
    if (from != null && arguments.text("via", "client").equals("rest")) {
      throw new Failure(
          "--arrivals-from sets timestamps, which REST cannot. Leave --via rest out.");
    }
    return from == null
        ? Arrivals.NOW
        : new Arrivals(
            Instant.parse(from), Duration.parse(arguments.text("arrivals-over", "PT1H")), slots);
  }

  private static String line(Tally tally, long start) {
    double seconds = seconds(start);
    return "posted %,d posts, %,d records, %,.0f a second, %.0f s"
        .formatted(tally.posts(), tally.records(), tally.records() / seconds, seconds);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
