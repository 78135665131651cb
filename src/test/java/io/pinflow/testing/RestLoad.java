package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.record.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Posters that send pins over REST, one a request, to Kafka and to Kinesis in turn, each again and
 * again until it is acknowledged.
 */
public final class RestLoad {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BREATH = TimeUnit.MILLISECONDS.toNanos(50);

  private final String gateway;
  private final String topic;
  private final String stream;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<CompletableFuture<Void>> posters = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger again = new AtomicInteger();
  private ExecutorService threads;
  private long start;
  private long end;
  private volatile boolean over;

  public RestLoad(String gateway, String topic, String stream) {
    this.gateway = gateway;
    this.topic = topic;
    this.stream = stream;
  }

  /** Begins with so many posters. */
  public void begin(int count) {
    threads = Executors.newFixedThreadPool(count);
    start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      posters.add(CompletableFuture.runAsync(this::post, threads));
    }
  }

  private void post() {
    while (!over) {
      int ind = next.getAndIncrement();
      long sent = System.nanoTime();
      while (!taken(request(ind))) {
        again.incrementAndGet();
        LockSupport.parkNanos(BREATH);
        sent = System.nanoTime();
      }
      latencies.add(System.nanoTime() - sent);
      acknowledged.add(ind);
    }
  }

  /** Each fourth as text that was dumped before. */
  private HttpRequest request(int ind) {
    String pin = new String(Parts.of(Kind.PIN, ind), UTF_8);
    boolean kafka = ind % 2 == 0;
    String body =
        kafka
            ? "{\"records\":[{\"value\":" + pin + "}]}"
            : "{\"Data\":" + (ind % 4 == 1 ? pin : JSON.valueToTree(pin)) + "}";
    String path = kafka ? "/topics/" + topic : "/streams/" + stream + "/record";
    return HttpRequest.newBuilder(URI.create(gateway + path))
        .timeout(Duration.ofSeconds(40))
        .header("Content-Type", kafka ? "application/vnd.kafka.json.v2+json" : "application/json")
        .method(kafka ? "POST" : "PUT", BodyPublishers.ofString(body))
        .build();
  }

  private boolean taken(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 == 4 && response.statusCode() != 429) {
        throw new IllegalStateException(response.body());
      }
      return response.statusCode() == 200;
    } catch (IOException gone) {
      return false;
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  /** Waits until this time has passed and something more is acknowledged. */
  public void during(Duration time) {
    int before = acknowledged.size();
    await("acknowledged under load")
        .pollDelay(time)
        .atMost(time.plusMinutes(1))
        .until(() -> acknowledged.size() > before);
  }

  /** Ends when what is under way is acknowledged. */
  public void end() {
    over = true;
    posters.forEach(CompletableFuture::join);
    end = System.nanoTime();
    threads.shutdown();
  }

  public Set<Integer> acknowledged() {
    return acknowledged;
  }

  /** What it measured, in one line. */
  @Override
  public String toString() {
    List<Long> sorted = new ArrayList<>(latencies);
    Collections.sort(sorted);
    double seconds = (end - start) / 1e9;
    return "REST load: %d acknowledged in %.1f s, %.0f requests/s, p50 %.1f ms, p99 %.1f ms, sent again %d"
        .formatted(
            sorted.size(),
            seconds,
            sorted.size() / seconds,
            sorted.get(sorted.size() / 2) / 1e6,
            sorted.get(sorted.size() * 99 / 100) / 1e6,
            again.get());
  }
}
