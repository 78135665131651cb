package io.pinflow.local;

import java.io.IOException;

/** Starts, ends and shows the processes that stand in for AWS: Kafka, Kinesis, S3, API Gateway. */
public final class Stack {

  private static final String USAGE =
      """
      local/stack up|down|status|run [options]

        up      starts what is missing, returns when everything answers
        down    ends what up started, and nothing else; the data stays
        status  shows what runs where; exit code 1 when something does not
        run     runs in the foreground until its input ends or it is interrupted

        --data DIR           everything the processes keep (PINFLOW_DATA, .local)
        --kafka-port N       (PINFLOW_KAFKA_PORT, 9092); its controller takes the next one
        --kinesis-port N     (PINFLOW_KINESIS_PORT, 4568); its TLS twin takes the one before
        --s3-port N          (PINFLOW_S3_PORT, 9000)
        --gateway-port N     REST in front of both (PINFLOW_GATEWAY_PORT, 8082)
        --services LIST      some of kafka,kinesis,s3,gateway, or none (all)
        --without-kinesis    needs no Node

      Kafka and S3 keep their data between runs; Kinesis is in memory.
      """;

  private Stack() {}

  public static void main(String[] args) {
    Main.run(() -> start(args));
  }

  private static int start(String... args) throws IOException {
    Arguments arguments = Arguments.parse(USAGE, args);
    if (arguments.has("help") || arguments.words().size() != 1) {
      System.out.print(USAGE);
      return arguments.has("help") ? 0 : 2;
    }
    return StackConfig.from(arguments).obey(arguments.words().get(0));
  }
}
