package io.pinflow.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A stretch of network before a port of this machine, which can be cut or fall silent. */
public final class SocketProxy implements AutoCloseable {

  private static final int CHUNK = 1 << 16;

  private enum Weather {
    FAIR,
    /** Connections stay, and nothing gets through. */
    SILENT,
    /** No connection stays, and none comes about. */
    CUT
  }

  private final ServerSocket server;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Weather weather = Weather.FAIR;

  /** Before a port that is free as yet. */
  public SocketProxy() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      target = probe.getLocalPort();
    }
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Where connections go to. */
  public String target() {
    return Integer.toString(target);
  }

  /** Where they come from. */
  public String port() {
    return Integer.toString(server.getLocalPort());
  }

  /** Breaks all connections and lets none come about. */
  public void cut() {
    change(Weather.CUT);
    sockets.forEach(SocketProxy::close);
  }

  /** Lets nothing through, with no word of it to either side. */
  public void fallSilent() {
    change(Weather.SILENT);
  }

  /** What was held back goes on its way. */
  public void heal() {
    change(Weather.FAIR);
  }

  private void change(Weather wanted) {
    lock.lock();
    try {
      weather = wanted;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException closed) {
        // the next connection, if there is to be one, is a new one
      }
    }
  }

  private void connect(Socket client) throws IOException {
    sockets.add(client);
    if (current() == Weather.CUT) {
      close(client);
      return;
    }
    Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.add(upstream);
    threads.execute(() -> pump(client, upstream));
    threads.execute(() -> pump(upstream, client));
  }

  private Weather current() {
    lock.lock();
    try {
      return weather;
    } finally {
      lock.unlock();
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[CHUNK];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        awaitWord();
        out.write(bytes, 0, count);
      }
    } catch (IOException | InterruptedException broken) {
      // both sides are closed, which they see
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void awaitWord() throws InterruptedException {
    lock.lock();
    try {
      while (weather == Weather.SILENT) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // nothing is left to close
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
    threads.shutdownNow();
  }
}
