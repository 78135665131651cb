package io.pinflow.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/**
 * Compares the queries with the record of what savepoints hold state of: name and version, a digest
 * of all that the answer depends on, and the operators that keep state.
 */
class QueryRecordITCase {

  private static final Path RECORD =
      Repository.home().resolve("src/test/resources/io/pinflow/insight/queries.txt");

  private static final Pattern UID =
      Pattern.compile(
          "(.+-v[0-9]+)-((?!Calc|Correlate|Local|ConstraintEnforcer|WindowTableFunction|TableToDataSteam|anonymous).+)");

  private static final String ADVICE =
      "%n%nA query or its plan is not as %s has it. State in savepoints belongs to the old one.%n"
          + "- Another answer: raise '-- version' in the query, and in every insight that reads it;"
          + " they count anew from there.%n"
          + "- The same answer from the same operators (a comment, an alias): keep the version.%n"
          + "- Another Flink that plans other operators: raise all versions whose uids changed.%n"
          + "- A new file: nothing else.%n"
          + "Then let the record be:%n%n%s%n";

  @Test
  void queriesAreAsRecorded() throws Exception {
    Map<String, List<String>> uids = uids(Questions.all());
    List<String> lines = new ArrayList<>();
    for (SqlFile file : files()) {
      String state = String.join(" ", uids.getOrDefault(file.uid(), List.of()));
      lines.add((file.uid() + " " + digest(file) + " " + state).trim());
    }

    assertThat(lines)
        .as(ADVICE, RECORD.getFileName(), String.join("\n", lines))
        .isEqualTo(Files.readAllLines(RECORD));
  }

  @Test
  void uidsDependOnNothingButTheQuery() {
    Map<String, List<String>> all = uids(Questions.all());

    // planned later in the same JVM, with other queries, so with other numbers from the planner
    Map<String, List<String>> some = uids(Questions.about("popular_category_by_country"));

    assertThat(some).hasSize(3);
    assertThat(all).containsAllEntriesOf(some);
  }

  @Test
  void everyOperatorOfTheInsightsHasAUid() {
    assertThat(
            graph(Questions.all())
                .filter(node -> node.getTransformationUID() == null)
                .map(StreamNode::getOperatorName)
                .filter(name -> !Collected.isOperator(name)))
        .isEmpty();
  }

  private static List<SqlFile> files() {
    return Stream.of("partials", "insights")
        .flatMap(folder -> SqlFiles.load(folder).stream())
        .toList();
  }

  /** Of the query and all the queries that it reads, however they are laid out. */
  private static String digest(SqlFile file) throws Exception {
    String texts =
        Stream.concat(
                Stream.of(SqlFiles.text("sql/windowed_posts.sql"), file.text()),
                SqlFiles.load("partials").stream()
                    .filter(partial -> Questions.reads(file, partial))
                    .map(SqlFile::text))
            .map(text -> text.replaceAll("--[^\n]*", "").replaceAll("\\s+", " ").trim())
            .collect(Collectors.joining(";"));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(texts.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  /** By query, the ends of the uids of the operators that keep state. */
  private static Map<String, List<String>> uids(Questions questions) {
    Map<String, List<String>> uids = new TreeMap<>();
    graph(questions)
        .map(node -> UID.matcher(String.valueOf(node.getTransformationUID())))
        .filter(Matcher::matches)
        .sorted(Comparator.comparing(Matcher::group))
        .forEach(
            uid ->
                uids.computeIfAbsent(uid.group(1), query -> new ArrayList<>()).add(uid.group(2)));
    return uids;
  }

  private static Stream<StreamNode> graph(Questions questions) {
    StreamExecutionEnvironment env = Questions.environment();
    questions.derive(env, Posts.bounded(env, List.of(Post.post())), new Collected());
    return env.getStreamGraph(false).getStreamNodes().stream();
  }
}
