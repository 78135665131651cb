package io.pinflow.delta;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/** Stands before an S3 store and lets commits, which are PUTs of log files, go wrong. */
public final class FaultProxy implements AutoCloseable {

  /** What happens to one PUT instead of its success. */
  enum Fault {
    /** Passed on, as without a fault. */
    NONE,
    /** 503 without the store having seen it. */
    UNAVAILABLE,
    /** 409, as of two conditional PUTs at the same moment. */
    CONFLICT,
    /** The connection breaks before the store has seen it. */
    BROKEN_BEFORE,
    /** The store takes it, and the connection breaks before the answer. */
    BROKEN_AFTER,
    /** 403 without the store having seen it, which no repetition heals. */
    REFUSED,
    /** The store takes it, and the answer is a 403. */
    REFUSED_AFTER,
    /** The store takes it, and the answer is a 500. */
    FAILED_AFTER
  }

  /** What every request meets. */
  enum Temper {
    /** The store as it is. */
    MILD,
    /** A PUT overwrites what is there, whatever its conditions. */
    IGNORES_CONDITIONS,
    /** 501 to a PUT with a condition. */
    KNOWS_NO_CONDITIONS,
    /** 403 to all. */
    FORBIDS
  }

  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "content-length", "host", "expect", "upgrade", "transfer-encoding");

  private static final String CONDITION = "If-None-Match";

  private final String target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicBoolean silent = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Temper temper = Temper.MILD;
  private volatile BiPredicate<String, String> guard = (path, accessKey) -> true;
  private volatile Duration latency = Duration.ZERO;

  public FaultProxy(String target) throws IOException {
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next commits meet these, one each. */
  synchronized void next(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** From now on. */
  void temper(Temper wanted) {
    temper = wanted;
  }

  /** From now on requests whose path and access key are not accepted are denied. */
  public void guard(BiPredicate<String, String> accepted) {
    guard = accepted;
  }

  /** From now on every request takes so much longer. */
  void delay(Duration wanted) {
    latency = wanted;
  }

  /** The store takes the next PUT of a log file, and the answer never comes. */
  void fallSilent() {
    silent.set(true);
  }

  /** PUTs of log files that were tried. */
  int commits() {
    return commits.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      await(latency.toMillis());
      boolean conditional = exchange.getRequestHeaders().containsKey(CONDITION);
      if (!guard.test(exchange.getRequestURI().getPath(), accessKey(exchange))) {
        deny(exchange);
        return;
      } else if (temper == Temper.FORBIDS) {
        exchange.sendResponseHeaders(403, -1);
        return;
      } else if (temper == Temper.KNOWS_NO_CONDITIONS && conditional) {
        exchange.sendResponseHeaders(501, -1);
        return;
      }
      switch (fault(exchange)) {
        case NONE:
          HttpResponse<byte[]> response = forward(exchange, body);
          awaitSilence(exchange);
          relay(response, exchange);
          break;
        case UNAVAILABLE:
          exchange.sendResponseHeaders(503, -1);
          break;
        case CONFLICT:
          exchange.sendResponseHeaders(409, -1);
          break;
        case REFUSED:
          exchange.sendResponseHeaders(403, -1);
          break;
        case REFUSED_AFTER:
          forward(exchange, body);
          exchange.sendResponseHeaders(403, -1);
          break;
        case FAILED_AFTER:
          forward(exchange, body);
          exchange.sendResponseHeaders(500, -1);
          break;
        case BROKEN_AFTER:
          forward(exchange, body);
          break;
        default:
          break;
      }
    }
  }

  /** Of a request that is signed: {@code … Credential=KEY/date/region/…}. */
  private static String accessKey(HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return authorization == null
        ? ""
        : authorization.replaceFirst(".*Credential=", "").replaceFirst("/.*", "");
  }

  private static void deny(HttpExchange exchange) throws IOException {
    byte[] body =
        "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>".getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(403, -1);
    } else {
      exchange.sendResponseHeaders(403, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void awaitSilence(HttpExchange exchange) throws IOException {
    if (isCommit(exchange) && silent.getAndSet(false)) {
      await(Long.MAX_VALUE);
    }
  }

  /** For so long, or until this closes. */
  private void await(long millis) throws IOException {
    try {
      closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static boolean isCommit(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("PUT")
        && exchange.getRequestURI().getPath().matches(".*/_delta_log/[0-9]+\\.json");
  }

  private synchronized Fault fault(HttpExchange exchange) {
    if (!isCommit(exchange)) {
      return Fault.NONE;
    }
    commits.incrementAndGet();
    Fault fault = faults.poll();
    return fault == null ? Fault.NONE : fault;
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (isForwarded(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private boolean isForwarded(String header) {
    return !HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT))
        && !(temper == Temper.IGNORES_CONDITIONS && header.equalsIgnoreCase(CONDITION));
  }

  private static void relay(HttpResponse<byte[]> response, HttpExchange exchange)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name)) {
                headers.put(name, values);
              }
            });
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      response
          .headers()
          .firstValue("content-length")
          .ifPresent(l -> headers.set("Content-Length", l));
    }
    exchange.sendResponseHeaders(
        response.statusCode(), head || response.body().length == 0 ? -1 : response.body().length);
    if (!head) {
      exchange.getResponseBody().write(response.body());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
