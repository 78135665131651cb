package io.pinflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the job says of itself, summed over subtasks, kinds and channels since it started.
 *
 * @param read records read from the channels
 * @param met posts whose three parts have met
 * @param rejected records that could not be decoded
 * @param conflicting deliveries that differ from an earlier one
 * @param committed posts a reader of the table sees
 */
record JobCounts(long read, long met, long rejected, long conflicting, long committed) {

  static final JobCounts NONE = new JobCounts(0, 0, 0, 0, 0);

  private static final String OURS = ".kinesisanalytics.";
  private static final String POSTS = ".table.posts.rows";

  static JobCounts of(FlinkRest flink, String job) throws IOException {
    Map<String, Long> sums = new LinkedHashMap<>();
    for (JsonNode vertex : flink.get("/jobs/" + job).path("vertices")) {
      String path =
          "/jobs/%s/vertices/%s/subtasks/metrics".formatted(job, vertex.path("id").asText());
      List<String> names = names(flink.get(path));
      if (!names.isEmpty()) {
        String asked = URLEncoder.encode(String.join(",", names), StandardCharsets.UTF_8);
        for (JsonNode metric : flink.get(path + "?agg=sum&get=" + asked)) {
          sums.merge(name(metric), (long) metric.path("sum").asDouble(), Long::sum);
        }
      }
    }
    return new JobCounts(
        sums.getOrDefault("recordsIn", 0L),
        sums.getOrDefault("met", 0L),
        sums.getOrDefault("rejected", 0L),
        sums.getOrDefault("conflicting", 0L),
        sums.getOrDefault("rows", 0L));
  }

  /** Counters by reason repeat what those by channel hold; of tables only the posts are asked. */
  private static List<String> names(JsonNode metrics) {
    List<String> names = new ArrayList<>();
    for (JsonNode metric : metrics) {
      String id = metric.path("id").asText();
      boolean counted = !id.contains(".reason.") && !id.contains(".table.");
      if (id.contains(OURS) && (counted || id.endsWith(POSTS))) {
        names.add(id);
      }
    }
    return names;
  }

  private static String name(JsonNode metric) {
    String id = metric.path("id").asText();
    return id.substring(id.lastIndexOf('.') + 1);
  }
}
