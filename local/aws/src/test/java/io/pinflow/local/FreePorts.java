package io.pinflow.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports that nobody listens on, below the range from which the system gives them to clients. */
final class FreePorts {

  private FreePorts() {}

  /** The first of so many in a row. */
  static int row(int count) {
    int first = 15_000 + (int) (ProcessHandle.current().pid() * 41 % 15_000);
    return IntStream.iterate(first, port -> port + count)
        .limit(400)
        .filter(port -> IntStream.range(port, port + count).allMatch(FreePorts::free))
        .findFirst()
        .orElseThrow();
  }

  private static boolean free(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
