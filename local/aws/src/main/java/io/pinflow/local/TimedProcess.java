package io.pinflow.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run to its end by a shell that measures it. */
final class TimedProcess {

  private static final String MEASURE =
      "TIMEFORMAT='%R %U %S'; { time \"$@\" >\"$PINFLOW_OUT\" 2>&1; } 2>\"$PINFLOW_TIMES\"";
  private static final long PULSE_MILLIS = 100;

  private final Process shell;
  private final Path out;
  private final Path times;
  private long peakBytes;

  private TimedProcess(Process shell, Path out, Path times) {
    this.shell = shell;
    this.out = out;
    this.times = times;
  }

  /**
   * @param out takes what it prints
   */
  static TimedProcess start(List<String> command, Map<String, String> environment, Path out)
      throws IOException {
    Path times = out.resolveSibling(out.getFileName() + ".times");
    List<String> timed = new ArrayList<>(List.of("bash", "-c", MEASURE, "bench"));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed);
    builder.environment().putAll(environment);
    builder.environment().put("PINFLOW_OUT", out.toString());
    builder.environment().put("PINFLOW_TIMES", times.toString());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    TimedProcess process = new TimedProcess(builder.start(), out, times);
    Runtime.getRuntime().addShutdownHook(new Thread(process::end));
    return process;
  }

  /** Waits for its end, looking now and then; fails, with its last words, if it has failed. */
  Usage await(Runnable look) throws IOException, InterruptedException {
    while (!shell.waitFor(PULSE_MILLIS, TimeUnit.MILLISECONDS)) {
      shell.descendants().forEach(this::measure);
      look.run();
    }
    if (shell.exitValue() != 0) {
      List<String> lines = Files.readAllLines(out);
      throw new Failure(
          "A measured program failed.%n%s%nThe whole output: %s"
              .formatted(
                  String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size())),
                  out));
    }
    String[] seconds = Files.readString(times).strip().split(" ");
    return new Usage(
        Double.parseDouble(seconds[0]),
        Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]),
        peakBytes);
  }

  /** Linux alone tells the highest resident set. */
  private void measure(ProcessHandle process) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          peakBytes = Math.max(peakBytes, 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")));
        }
      }
    } catch (IOException goneOrNotLinux) {
      // the last value stands
    }
  }

  /** Ends it and what it started; harmless once it has ended. */
  void end() {
    shell.descendants().forEach(ProcessHandle::destroy);
    shell.destroy();
  }
}
