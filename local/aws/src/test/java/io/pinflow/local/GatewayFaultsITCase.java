package io.pinflow.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.local.Rest.Answer;
import io.pinflow.local.gateway.JsonText;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients may send that is wrong, and what may end while they send. */
class GatewayFaultsITCase {

  private static final long SEED = 7528;

  /** Small requests under way to one backend. */
  private static final int LET_IN = 48;

  private static final int WRONG = Boolean.getBoolean("soak") ? 20_000 : 300;

  /** Between requests while nobody listens. */
  private static final long BREATH = TimeUnit.MILLISECONDS.toNanos(100);

  @RegisterExtension private static final TestStack STACK = new TestStack();

  private static Rest rest;

  @BeforeAll
  static void open() {
    rest = STACK.rest();
  }

  /** Whatever gets through is JSON, once, and where the path says. */
  @Test
  void nearlyRequestsAreAnsweredAndNothingOfThemGetsThroughUnescaped() throws Exception {
    ProcessHandle process = STACK.process("gateway");
    Mutations mutations = new Mutations(SEED);

    for (int i = 0; i < WRONG; i++) {
      byte[] request =
          switch (i % 4) {
            case 0 -> mutations.request("/topics/pinflow.pin");
            case 1 -> mutations.request("/streams/pinflow-pin/record");
            case 2 -> mutations.request("/streams/pinflow-pin/records");
            default -> mutations.request();
          };
      String answer = exchange(request);
      assertThat(answer).as(new String(request, UTF_8)).doesNotContainPattern("^HTTP/1.1 500");
    }

    assertThat(process.isAlive()).isTrue();
    assertThat(rest.produce("pinflow.pin", "{\"index\":1}").status()).isEqualTo(200);
    List<byte[]> arrived = new ArrayList<>();
    STACK.records("pinflow.pin").stream()
        .filter(record -> record.value() != null)
        .forEach(record -> arrived.add(record.value()));
    STACK.streamed("pinflow-pin").forEach(record -> arrived.add(record.data().asByteArray()));
    assertThat(arrived).hasSizeGreaterThan(WRONG / 100);
    for (byte[] payload : arrived) {
      String text = new String(payload, UTF_8);
      assertThat(JsonText.of(JsonText.parse(text))).isEqualTo(text);
    }
    assertThat(STACK.streamed("pinflow-user")).isEmpty();
  }

  /** The answer to bytes that may be no request; empty when the connection was closed on them. */
  private static String exchange(byte[] request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", STACK.gatewayPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException closed) {
      return "";
    }
  }

  /** Some wait for the broker, the others are told to come again; nobody is answered wrongly. */
  @Test
  void brokerThatIsAwayHoldsSomeBackAndTurnsOthersAway() throws Exception {
    assertThat(rest.produce("pinflow.geo", "0").status()).isEqualTo(200);
    STACK.end("kafka");
    List<CompletableFuture<Answer>> sent = new ArrayList<>();
    for (int i = 1; i <= 120; i++) {
      sent.add(rest.producing("pinflow.geo", Integer.toString(i)));
    }
    await("some are turned away")
        .atMost(Duration.ofSeconds(30))
        .until(() -> sent.stream().filter(CompletableFuture::isDone).count() >= 120 - LET_IN);
    STACK.start("kafka");

    List<String> taken = new ArrayList<>();
    List<String> turnedAway = new ArrayList<>();
    for (int i = 1; i <= sent.size(); i++) {
      // 500: the broker took too long to come back, and nobody knows
      Answer answer = sent.get(i - 1).join();
      assertThat(answer.status()).as(answer.toString()).isIn(200, 429, 500);
      if (answer.status() != 500) {
        (answer.status() == 200 ? taken : turnedAway).add(Integer.toString(i));
      }
    }
    assertThat(turnedAway).hasSize(sent.size() - LET_IN);
    assertThat(STACK.records("pinflow.geo"))
        .extracting(record -> new String(record.value(), UTF_8))
        .containsAll(taken)
        .doesNotContainAnyElementsOf(turnedAway)
        .doesNotHaveDuplicates();
  }

  /** Once asked to, once without a word. */
  @Test
  void gatewayThatIsEndedInTheMiddleLosesNothingAcknowledged() throws Exception {
    STACK.createStream("ended");
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicLong next = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Void>> posters =
        IntStream.range(0, 8)
            .mapToObj(
                i -> CompletableFuture.runAsync(() -> post(i % 2 == 0, next, acknowledged, over)))
            .toList();

    awaitMore(acknowledged, 200);
    STACK.end("gateway");
    STACK.start("gateway");
    awaitMore(acknowledged, 200);
    STACK.kill("gateway");
    STACK.start("gateway");
    awaitMore(acknowledged, 200);
    over.set(true);
    posters.forEach(CompletableFuture::join);

    Set<String> there =
        STACK.streamed("ended").stream()
            .map(record -> record.data().asUtf8String())
            .collect(Collectors.toSet());
    STACK.records("pinflow.user").stream()
        .map(record -> new String(record.value(), UTF_8))
        .forEach(there::add);
    assertThat(there).containsAll(acknowledged);
  }

  private static void awaitMore(Set<String> acknowledged, int count) {
    int before = acknowledged.size();
    await("acknowledged")
        .atMost(Duration.ofSeconds(60))
        .until(() -> acknowledged.size() >= before + count);
  }

  private static void post(
      boolean kafka, AtomicLong next, Set<String> acknowledged, AtomicBoolean over) {
    while (!over.get()) {
      String value = "{\"index\":" + next.incrementAndGet() + "}";
      try {
        Answer answer =
            kafka
                ? rest.produce("pinflow.user", value)
                : rest.send("PUT", "/streams/ended/record", "{\"Data\":" + value + "}");
        if (answer.status() == 200 && isTaken(answer.body())) {
          acknowledged.add(value);
        }
      } catch (IOException notThere) {
        LockSupport.parkNanos(BREATH);
      }
    }
  }

  private static boolean isTaken(JsonNode body) {
    return body.has("SequenceNumber") || body.at("/offsets/0").hasNonNull("offset");
  }
}
