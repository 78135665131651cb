package io.pinflow.delta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.TransactionCommitResult;
import io.pinflow.delta.FaultProxy.Fault;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.S3FileSystem;
import io.pinflow.testing.Soak;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class S3LogStorageITCase {

  private FaultProxy proxy;
  private StorageOptions options;
  private LogStorage storage;
  private String root;

  @BeforeEach
  void connect() throws Exception {
    LocalStack stack = LocalStack.with(Service.S3);
    S3FileSystem.use(stack.s3Endpoint());
    proxy = new FaultProxy(stack.s3Endpoint());
    options =
        StorageOptions.defaults()
            .withEndpoint(proxy.endpoint())
            .withRegion(LocalStack.REGION)
            .withPathStyleAccess(true);
    root = "s3://" + stack.createBucket("log") + "/pins";
    storage = LogStorage.of(root, options);
  }

  @AfterEach
  void disconnect() {
    storage.close();
    proxy.close();
  }

  @Test
  void secondWriterOfAVersionLoses() throws IOException {
    assertThat(storage.putIfAbsent(commit(1), bytes("first"))).isTrue();
    assertThat(storage.putIfAbsent(commit(1), bytes("second"))).isFalse();

    assertThat(content(commit(1))).isEqualTo("first");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "CONFLICT", "BROKEN_BEFORE", "BROKEN_AFTER", "FAILED_AFTER"})
  void passingFaultIsSettledByRepetition(Fault fault) throws IOException {
    proxy.next(fault, fault);

    assertThat(storage.putIfAbsent(commit(1), bytes("mine"))).isTrue();

    assertThat(content(commit(1))).isEqualTo("mine");
    assertThat(proxy.commits()).isGreaterThan(1);
  }

  @Test
  void commitWhoseAnswerNeverCameIsRecognised() throws IOException {
    LogStorage impatient =
        new S3LogStorage(
            S3Clients.connect(options, Duration.ofMillis(500)),
            new S3Attempts(),
            CommitMode.CONDITIONAL_PUT);
    proxy.fallSilent();

    assertThat(impatient.putIfAbsent(commit(1), bytes("mine"))).isTrue();

    assertThat(content(commit(1))).isEqualTo("mine");
    assertThat(proxy.commits()).isEqualTo(2);
    impatient.close();
  }

  @Test
  void lostAnswerIsNotTakenForSuccessWhenAnotherWasFirst() throws IOException {
    storage.putIfAbsent(commit(1), bytes("another's"));
    proxy.next(Fault.BROKEN_AFTER);

    assertThat(storage.putIfAbsent(commit(1), bytes("mine"))).isFalse();
  }

  @Test
  void refusalIsNotRepeatedAndNamesTheRemedy() {
    proxy.next(Fault.REFUSED);

    assertThatThrownBy(() -> storage.putIfAbsent(commit(1), bytes("mine")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("status 403")
        .hasMessageContaining("role may list, read, write and delete");
    assertThat(proxy.commits()).isEqualTo(1);
  }

  @Test
  void singleWriterDoesWithoutConditions() throws IOException {
    LogStorage single = LogStorage.of(root, options.withCommitMode(CommitMode.SINGLE_WRITER));

    assertThat(single.putIfAbsent(commit(1), bytes("mine"))).isTrue();
    assertThat(single.putIfAbsent(commit(1), bytes("mine"))).isTrue();
    assertThat(single.putIfAbsent(commit(1), bytes("other"))).isFalse();
    single.close();
  }

  @Test
  void listBeginsAtTheNameAndLeavesFoldersOut() throws IOException {
    for (int version : new int[] {8, 9, 10, 11}) {
      storage.put(commit(version), bytes("x"));
    }
    storage.put(root + "/_delta_log/_sidecars/y.parquet", bytes("y"));
    storage.put(root + "/_delta_log/_last_checkpoint", bytes("z"));

    assertThat(names(commit(10).replace(".json", ".")))
        .containsExactly(name(10), name(11), "_last_checkpoint");
    assertThat(names(commit(10))).containsExactly(name(10), name(11), "_last_checkpoint");
    assertThatThrownBy(() -> storage.listFrom(root + "/nothing/0.json"))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> storage.status(commit(99))).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void dataIsFoundAndDeletedBesideALog() throws IOException {
    List<String> data =
        List.of(
            root + "/A=1/x y%.parquet",
            root + "/_early.parquet",
            root + "/a.parquet",
            root + "/z=é/b.parquet");
    for (String file : data) {
      storage.put(file, bytes("x"));
    }
    storage.put(commit(1), bytes("x"));
    storage.put(root + "/_delta_log/_last_checkpoint", bytes("x"));
    storage.put(root + "2/other.parquet", bytes("x"));
    List<String> found = new ArrayList<>();

    storage.walk(root, file -> found.add(file.getPath()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(data);

    storage.deleteAll(found);
    storage.deleteAll(found);
    found.clear();
    storage.walk(root, file -> found.add(file.getPath()));
    assertThat(found).isEmpty();
    assertThat(storage.exists(commit(1))).isTrue();
    assertThat(storage.exists(root + "2/other.parquet")).isTrue();
  }

  @Test
  void listOfThousandsIsComplete() throws Exception {
    List<Callable<Void>> puts = new ArrayList<>();
    for (int version = 0; version < 1_205; version++) {
      String path = commit(version);
      puts.add(
          () -> {
            storage.put(path, bytes("x"));
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (Future<Void> put : threads.invokeAll(puts)) {
      put.get();
    }
    threads.shutdown();

    assertThat(names(commit(3))).hasSize(1_202).startsWith(name(3)).endsWith(name(1_204));
  }

  @Test
  void tableIsCreatedWrittenSummedUpAndRead() throws IOException {
    LocalTable table = table();
    TableLog log = table.create().log();
    LogCheckpoints checkpoints = new LogCheckpoints(3);
    for (int i = 1; i <= 10; i++) {
      proxy.next(Fault.values()[i % 5]);
      checkpoints.committed(
          log, root, log.commit(table.committable("run", i, pin(i))).get().getVersion());
    }
    checkpoints.close();

    assertThat(ids(table)).containsExactlyInAnyOrderElementsOf(range(1, 10));
    assertThat(log.commit(table.committable("run", 11, pin(11))).get().getVersion()).isEqualTo(11);
    assertThat(storage.exists(root + "/_delta_log/_last_checkpoint")).isTrue();
  }

  @Test
  void commitWhoseAnswerWasLostIsNotRepeatedByARestartedTask() throws IOException {
    LocalTable table = table();
    TableLog log = table.create().log();
    TableCommittable committable = table.committable("run", 1, pin(1));
    proxy.next(Fault.REFUSED_AFTER);

    assertThatThrownBy(() -> log.commit(committable)).hasMessageContaining("");
    assertThat(table.log().commit(committable)).isEmpty();

    assertThat(ids(table)).containsExactly(1L);
  }

  @Test
  void twoJobsOnOneTableLoseNothing() throws Exception {
    LocalTable table = table();
    table.create();
    int commits = Soak.of(60, 500);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Callable<Long>> jobs = List.of(job("one", 0, commits), job("two", commits, commits));
    long conflicts = 0;
    for (Future<Long> job : threads.invokeAll(jobs)) {
      conflicts += job.get();
    }
    threads.shutdown();

    assertThat(ids(table)).containsExactlyInAnyOrderElementsOf(range(1, 2 * commits));
    assertThat(table().log().load().getVersion()).isEqualTo(2L * commits);
    System.out.println(2 * commits + " commits of two jobs, " + conflicts + " lost a version");
    assertThat(conflicts).isPositive();
  }

  /** Commits so many rows, one each, and tells how often the other job was first. */
  private Callable<Long> job(String uid, int after, int commits) {
    return () -> {
      LocalTable own = table();
      TableLog log =
          new TableLog(
              root,
              own.engine,
              snapshot -> TableSchema.validate(own.table, snapshot),
              Optional.of(new FencedCommitter(own.engine, root, uid)));
      long conflicts = 0;
      for (int i = 1; i <= commits; i++) {
        TransactionCommitResult result =
            log.commit(
                    new TableCommittable(root, uid + "/run", i, false, own.write(pin(after + i))))
                .orElseThrow();
        conflicts +=
            result.getTransactionReport().getTransactionMetrics().getNumCommitAttempts() - 1;
      }
      return conflicts;
    };
  }

  private LocalTable table() {
    return new LocalTable(DeltaTable.of("pins", root, LocalTable.PINS), new DeltaEngine(storage));
  }

  private static RowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }

  private static List<Object> ids(LocalTable table) throws IOException {
    return table.rows().stream().map(row -> row.get("id")).collect(Collectors.toList());
  }

  private static List<Object> range(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> (Object) (long) i)
        .collect(Collectors.toList());
  }

  private String commit(long version) {
    return root + "/_delta_log/" + name(version);
  }

  private static String name(long version) {
    return String.format("%020d.json", version);
  }

  private List<String> names(String from) throws IOException {
    List<String> names = new ArrayList<>();
    storage.listFrom(from).forEachRemaining(file -> names.add(LogStorage.name(file.getPath())));
    return names;
  }

  private String content(String path) throws IOException {
    return new String(storage.open(path).readAllBytes(), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
