package io.pinflow.local;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The npm packages of a module, installed as its lock file says. */
final class NodePackages {

  private NodePackages() {}

  /** Runs {@code npm ci} unless what is installed came from this very lock file. */
  static Path install(Path module) throws IOException {
    requireNode();
    Path modules = module.resolve("node_modules");
    Path wanted = module.resolve("package-lock.json");
    Path installed = modules.resolve(".pinflow-lock.json");
    Path guard = Files.createDirectories(module.resolve("target")).resolve("npm.lock");
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock alone = channel.lock()) {
      if (alone.isValid() && (Files.notExists(installed) || differ(wanted, installed))) {
        System.err.println("pinflow: installing kinesis-local with npm (once)");
        ci(module);
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return modules;
  }

  private static boolean differ(Path one, Path other) throws IOException {
    return Files.mismatch(one, other) >= 0;
  }

  private static void requireNode() {
    String remedy = "Install Node 18 or later (20 is tested), or leave it out: --without-kinesis.";
    String version = output("node", "--version");
    if (version == null || !version.startsWith("v")) {
      throw new Failure("Kinesis cannot start: there is no node on the PATH. " + remedy);
    }
    if (Integer.parseInt(version.substring(1, version.indexOf('.'))) < 18) {
      throw new Failure("Kinesis cannot start: node is " + version + ", too old. " + remedy);
    }
  }

  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).start();
      return new String(process.getInputStream().readAllBytes()).trim();
    } catch (IOException notThere) {
      return null;
    }
  }

  private static void ci(Path module) throws IOException {
    File log = module.resolve("target/npm.log").toFile();
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(module.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    int code = npm.onExit().join().exitValue();
    if (code != 0) {
      throw new Failure(
          "npm ci ended with code "
              + code
              + "; "
              + log
              + " says why. Check the network or npm's registry setting, then try again.");
    }
  }
}
