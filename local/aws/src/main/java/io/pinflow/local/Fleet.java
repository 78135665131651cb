package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Services whose processes belong together and share a folder. */
interface Fleet {

  /** The command that starts and ends them, for messages. */
  String command();

  /** Root of the repository. */
  Path home();

  /** Folder of everything the processes keep. */
  Path data();

  /** All of them, wanted or not, in the order they are started. */
  List<Service> all();

  /** Those that are started without being named. */
  List<Service> wanted();

  /** Where the console output of a service goes. */
  default Path log(Service service) {
    return data().resolve("logs").resolve(service.name() + ".log");
  }

  /** A path as a person in the repository's root would type it. */
  default String shown(Path path) {
    return path.startsWith(home()) ? home().relativize(path).toString() : path.toString();
  }

  /** Does what {@code up}, {@code down}, {@code status} and {@code run} say; the exit code. */
  default int obey(String command) throws IOException {
    return switch (command) {
      case "up" -> new Background(this).up();
      case "down" -> new Background(this).down();
      case "status" -> new Background(this).status();
      case "run" -> new Foreground(this).run();
      default -> throw new Failure("Unknown command " + command + "; see --help.");
    };
  }
}
