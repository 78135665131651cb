package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitCacheTest {

  private final CommitCache cache = new CommitCache(100);

  @Test
  void commitsAreKeptUntilThereIsNoRoom() {
    cache.put("1.json", "a", new byte[60]);
    cache.put("2.json", "b", new byte[30]);
    assertThat(cache.get("1.json")).hasSize(60);

    cache.put("3.json", "c", new byte[40]);

    assertThat(cache.get("2.json")).isNull();
    assertThat(cache.get("1.json")).hasSize(60);
    assertThat(cache.get("3.json")).hasSize(40);
  }

  @Test
  void commitThatTheStoreHasNoLongerIsForgotten() {
    cache.put("1.json", "a", new byte[60]);

    cache.compare("1.json", "a");
    assertThat(cache.get("1.json")).isNotNull();
    cache.compare("1.json", "b");
    assertThat(cache.get("1.json")).isNull();

    cache.put("2.json", "c", new byte[100]);
    assertThat(cache.get("2.json")).hasSize(100);
  }

  @Test
  void onlyWhatNeverChangesIsKept() {
    cache.put("_last_checkpoint", "a", new byte[10]);
    cache.put("1.json", null, new byte[10]);

    assertThat(cache.get("_last_checkpoint")).isNull();
    assertThat(cache.get("1.json")).isNull();
  }
}
