package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;

/** Gives out access keys as the service's containers get them; each is good for a short time. */
public final class KeyServer implements AutoCloseable {

  /** There is another key after so long; the one before it is good for as long again. */
  private static final Duration PERIOD = Duration.ofSeconds(5);

  /** Clients ask for another key in the last minute of one. */
  private static final Duration SHOWN = Duration.ofSeconds(61);

  private final long start = System.nanoTime();
  private final HttpServer server;

  public KeyServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Value of {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}. */
  public String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  /** Whether a key is good now. */
  public boolean isGood(String key) {
    long current = period();
    return key.equals(name(current)) || key.equals(name(current - 1));
  }

  /** How often the key has changed. */
  public long period() {
    return (System.nanoTime() - start) / PERIOD.toNanos();
  }

  private static String name(long period) {
    return "KEY" + period;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body =
          """
          {"AccessKeyId":"%s","SecretAccessKey":"secret","Token":"token","Expiration":"%s"}"""
              .formatted(
                  name(period()), Instant.ofEpochSecond(Instant.now().plus(SHOWN).getEpochSecond()))
              .getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
