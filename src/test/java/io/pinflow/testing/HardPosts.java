package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.record.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Posts that the insights find hard: few categories, countries and posters, so that ties are the
 * rule; years and ages on both sides of every bound, and unusable ones; anything missing; more
 * different follower counts by the young than a median is exact for; a third delivered twice.
 */
public final class HardPosts {

  /** Beyond the numbers of the poster's own. */
  private static final int FIRST = 1_000_000;

  private final Random chance;

  private HardPosts(Random chance) {
    this.chance = chance;
  }

  /**
   * Writes the files of so many posts into a folder, as the poster's {@code --files} takes them.
   */
  public static void write(Path folder, int count, Random chance) throws IOException {
    Files.createDirectories(folder);
    HardPosts posts = new HardPosts(chance);
    for (Kind kind : Kind.values()) {
      List<String> lines = new ArrayList<>();
      for (int ind = FIRST; ind < FIRST + count; ind++) {
        String line = posts.record(kind, ind);
        lines.add(line);
        if (ind % 3 == 0) {
          lines.add(line);
        }
      }
      Files.write(folder.resolve(kind.label() + ".jsonl"), lines, UTF_8);
    }
  }

  private String record(Kind kind, int ind) {
    switch (kind) {
      case PIN:
        return "{\"index\":%d,\"title\":\"t\",\"poster_name\":%s,\"follower_count\":%s,\"category\":%s}"
            .formatted(
                ind,
                pick("\"a\"", "\"b\"", "\"c\"", "\"User Info Error\"", "null"),
                chance.nextInt(4) > 0 ? count() : pick("\"0\"", "\"2M\"", "\"124k\"", "\"many\""),
                pick("\"art\"", "\"travel\"", "\"quotes\"", "\"\"", "null"));
      case GEO:
        return "{\"ind\":%d,\"timestamp\":%s,\"latitude\":1.5,\"longitude\":2.5,\"country\":%s}"
            .formatted(
                ind, date(2016, 2024), pick("\"Aruba\"", "\"Benin\"", "\"Chad\"", "\"n/a\""));
      default:
        return "{\"ind\":%d,\"first_name\":%s,\"last_name\":%s,\"age\":%s,\"date_joined\":%s}"
            .formatted(
                ind,
                pick("\"A\"", "\"B\"", "null"),
                pick("\"X\"", "\"Y\"", "null"),
                chance.nextInt(4) > 0
                    ? pick("18", "20", "24")
                    : pick("17", "25", "35", "36", "50", "51", "130", "131", "-1", "\"x\"", "null"),
                date(2014, 2022));
    }
  }

  private String count() {
    return Integer.toString(chance.nextInt(1_000_000));
  }

  /** Its first or last moment, so that there are users with more posts than one. */
  private String date(int first, int last) {
    int year = first + chance.nextInt(last - first + 1);
    return pick(
        "\"" + year + "-01-01T00:00:00\"", "\"" + year + "-12-31 23:59:59\"", "\"soon\"", "null");
  }

  private String pick(String... values) {
    return values[chance.nextInt(values.length)];
  }
}
