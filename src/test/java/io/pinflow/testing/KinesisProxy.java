package io.pinflow.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stands before Kinesis and answers some calls with the errors that the service has for them. */
public final class KinesisProxy implements AutoCloseable {

  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "content-length", "host", "expect", "upgrade", "transfer-encoding");

  private final String target;
  private final Function<String, Optional<String>> faults;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();

  /**
   * @param faults gives the error that a call of an operation ends in, if any; asked by one thread
   *     at a time
   */
  public KinesisProxy(String target, Function<String, Optional<String>> faults) throws IOException {
    this.target = target;
    this.faults = faults;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many calls ended in an error of this name. */
  public int refused(String error) {
    return refused.getOrDefault(error, new AtomicInteger()).get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<String> error = fault(exchange);
      if (error.isPresent()) {
        refuse(exchange, error.get());
      } else {
        relay(forward(exchange, body), exchange);
      }
    }
  }

  private synchronized Optional<String> fault(HttpExchange exchange) {
    String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    return operation == null
        ? Optional.empty()
        : faults.apply(operation.substring(operation.indexOf('.') + 1));
  }

  private void refuse(HttpExchange exchange, String error) throws IOException {
    refused.computeIfAbsent(error, name -> new AtomicInteger()).incrementAndGet();
    byte[] body = cbor("__type", error, "message", "made to fail");
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-cbor-1.1");
    exchange.getResponseHeaders().set("x-amzn-ErrorType", error);
    exchange.sendResponseHeaders(400, body.length);
    exchange.getResponseBody().write(body);
  }

  /** A map of short texts, as the consumer's client speaks it. */
  private static byte[] cbor(String... namesAndTexts) {
    ByteArrayOutputStream map = new ByteArrayOutputStream();
    map.write(0xA0 + namesAndTexts.length / 2);
    for (String text : namesAndTexts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      map.write(0x78);
      map.write(bytes.length);
      map.writeBytes(bytes);
    }
    return map.toByteArray();
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void relay(HttpResponse<byte[]> response, HttpExchange exchange)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    exchange.sendResponseHeaders(
        response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
    exchange.getResponseBody().write(response.body());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
