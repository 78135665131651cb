package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Starts, ends, shows and uses the processes that stand in for the Flink service. */
public final class Cluster {

  private static final String USAGE =
      """
      local/cluster up|down|status|run [options]
      local/cluster submit [options]
      local/cluster flink [command of Flink's own command line]

        up      starts what is missing (ZooKeeper, JobManager, TaskManagers), returns when they answer
        down    ends what up started, and nothing else; jobs go on at the next up
        status  shows what runs where; exit code 1 when something does not
        run     runs in the foreground until its input ends or it is interrupted
        submit  gives it the job's jar, and nothing else
        flink   for example: flink list, flink stop JOB, flink savepoint JOB

        --data DIR           everything the processes keep (PINFLOW_DATA, .local)
        --s3-port N          of the stack that keeps its state (PINFLOW_S3_PORT, 9000)
        --web-port N         of the web UI (PINFLOW_WEB_PORT, 8081)
        --cluster-port N     of ZooKeeper; the others take those after it (PINFLOW_CLUSTER_PORT, 6120)
        --task-managers N    how many (2)
        --slots N            of each (2)
        --state DIR          of checkpoints, savepoints and high availability (s3://lake/cluster)
        --settings FILE      more of Flink's settings, as key=value

        --config FILE        submit: the property groups (conf/local.json)
        --parallelism N      submit: of the job (2)
        --from SAVEPOINT     submit: resumes from a savepoint or checkpoint
        --jar FILE           submit: the job (flink-app/target/pinflow.jar)
      """;

  private Cluster() {}

  public static void main(String[] args) {
    Main.run(() -> start(args));
  }

  private static int start(String... args) throws IOException {
    if (args.length > 0 && args[0].equals("flink")) {
      ClusterConfig config = ClusterConfig.from(Arguments.parse(USAGE));
      return run(new Submission(config).flink(Arrays.copyOfRange(args, 1, args.length)));
    }
    Arguments arguments = Arguments.parse(USAGE, args);
    if (arguments.has("help") || arguments.words().size() != 1) {
      System.out.print(USAGE);
      return arguments.has("help") ? 0 : 2;
    }
    ClusterConfig config = ClusterConfig.from(arguments);
    String command = arguments.words().get(0);
    return command.equals("submit") ? submit(config, arguments) : config.obey(command);
  }

  private static int submit(ClusterConfig config, Arguments arguments) throws IOException {
    Path home = config.home();
    return run(
        new Submission(config)
            .submit(
                home.resolve(arguments.text("config", "conf/local.json")),
                home.resolve(arguments.text("jar", "flink-app/target/pinflow.jar")),
                arguments.number("parallelism", "", 2),
                arguments.text("from", "")));
  }

  private static int run(ProcessBuilder client) throws IOException {
    return client.inheritIO().start().onExit().join().exitValue();
  }
}
