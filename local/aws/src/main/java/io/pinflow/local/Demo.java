package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The whole of pinflow on one machine: stack, job, posts, and what Spark reads afterwards. */
public final class Demo {

  private static final String USAGE =
      """
      local/demo [options]

        --posts N          distinct posts, three records each, plus repeats (20000)
        --rate N           posts a second, 0 is unlimited (0; 20 once --stay has its posts)
        --stay             goes on posting until Ctrl-C, with the web UI up and the insights shown
        --cluster          on a cluster of processes, as local/cluster runs them
        --without-kinesis  Kafka alone, needs no Node
        --parallelism N    of the job (2)
        --seed N           other posts (1)
        --kafka-port N     (PINFLOW_KAFKA_PORT, 9092)
        --kinesis-port N   (PINFLOW_KINESIS_PORT, 4568)
        --s3-port N        (PINFLOW_S3_PORT, 9000)
        --gateway-port N   (PINFLOW_GATEWAY_PORT, 8082)
        --web-port N       Flink's web UI (PINFLOW_WEB_PORT, 8081)

      Everything it writes is in .local/demo, which it empties first.
      """;

  /** What shells say of a program that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private final Arguments arguments;
  private final StackConfig stack;
  private final long start = System.nanoTime();
  private final List<Runnable> endings = new CopyOnWriteArrayList<>();
  private volatile boolean interrupted;

  private Demo(Arguments arguments) {
    this.arguments = arguments;
    StackConfig given = StackConfig.from(arguments);
    this.stack = given.at(given.home().resolve(".local/demo"));
  }

  public static void main(String[] args) {
    Main.run(
        () -> {
          Arguments arguments = Arguments.parse(USAGE, args);
          if (arguments.has("help")) {
            System.out.print(USAGE);
            return 0;
          }
          return new Demo(arguments).runUntilEnded();
        });
  }

  /** What breaks because everything is being ended is no failure worth words. */
  private int runUntilEnded() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt));
    try {
      return run();
    } catch (Exception broken) {
      if (interrupted) {
        return INTERRUPTED;
      }
      throw broken;
    }
  }

  private void interrupt() {
    interrupted = true;
    end();
  }

  private int run() throws Exception {
    int webPort = arguments.number("web-port", "PINFLOW_WEB_PORT", 8081);
    stack.wanted().forEach(Running::requireFree);
    Running.requireFree("the web UI", "web", webPort);
    Folders.clear(stack.data());

    startStack();
    DemoJob job = startJob(webPort);
    DemoRun run = new DemoRun(arguments, stack, job, start);
    run.post();
    if (arguments.has("stay")) {
      stay(run);
    }
    job.drain();
    say("job", "drained and finished");
    end();
    summarise();
    return 0;
  }

  private void startStack() throws IOException {
    List<Service> services = stack.wanted();
    List<Running> started = new CopyOnWriteArrayList<>();
    for (Service service : services) {
      Running running = Running.start(stack, service);
      endings.add(running::end);
      started.add(running);
    }
    for (Running running : started) {
      running.await();
    }
    say("stack", String.join(", ", services.stream().map(Demo::place).toList()));
  }

  private static String place(Service service) {
    return service.name() + " " + service.endpoint().replace("http://", "");
  }

  private DemoJob startJob(int webPort) throws IOException {
    int parallelism = arguments.number("parallelism", "", 2);
    DemoJob job =
        arguments.has("cluster")
            ? ClusterJob.start(ClusterConfig.of(stack, webPort, parallelism))
            : JobProcess.start(stack, parallelism, webPort);
    // the job goes first, so that it loses none of its endpoints while it runs
    endings.add(0, job::end);
    job.awaitRunning();
    say("job", "web UI " + job.webUi());
    return job;
  }

  private void say(String what, String how) {
    System.out.printf("%-6s %s  (%.0f s)%n", what, how, (System.nanoTime() - start) / 1e9);
  }

  private void stay(DemoRun run) throws Exception {
    Board board = Board.start(stack, tables());
    endings.add(board::end);
    printPlaces();
    System.out.println("\nCtrl-C ends it; the insights follow as windows close");
    run.goOn(board);
  }

  private void summarise() throws IOException {
    Path summary = stack.home().resolve("local/databricks/summary");
    System.out.println();
    Process spark =
        new ProcessBuilder(summary.toString(), "--lake", tables().toString()).inheritIO().start();
    endings.add(spark::destroy);
    if (spark.onExit().join().exitValue() != 0) {
      throw new Failure(
          "Spark could not read the tables in " + stack.shown(tables()) + "; it says why above.");
    }
    printPlaces();
  }

  private Path lake() {
    return new S3Service(stack).folder().resolve(StackConfig.BUCKET);
  }

  private Path tables() {
    return lake().resolve("tables");
  }

  private void printPlaces() {
    String tables = stack.shown(tables());
    System.out.printf(
        """

        tables        %s
        archive       %s
        dead letters  %s
        logs          %s
        ask           local/databricks/sql --lake %s "SELECT category, count(*) FROM posts GROUP BY 1"
        """,
        tables,
        stack.shown(lake().resolve("archive")),
        stack.shown(lake().resolve("dead-letters")),
        stack.shown(stack.data().resolve("logs")),
        tables);
  }

  /** Ends everything started; harmless when repeated. */
  private synchronized void end() {
    endings.forEach(Runnable::run);
    endings.clear();
  }
}
