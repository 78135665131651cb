package io.pinflow.post;

import static io.pinflow.post.Cleaned.T0;
import static io.pinflow.post.Cleaned.geo;
import static io.pinflow.post.Cleaned.pin;
import static io.pinflow.post.Cleaned.post;
import static io.pinflow.post.Cleaned.text;
import static io.pinflow.post.Cleaned.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.post.Meeting.Row;
import io.pinflow.record.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;

class MeetOperatorTest {

  @Test
  void partsPassThroughAndTheThirdCompletesThePost() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.user(user(1, T0)).pin(pin(1, T0 + 5)).geo(geo(1, T0 + 3));

      assertThat(meeting.rows())
          .containsExactly(
              new Row(Kind.USER.ordinal(), user(1, T0)),
              new Row(Kind.PIN.ordinal(), pin(1, T0 + 5)),
              new Row(Kind.GEO.ordinal(), geo(1, T0 + 3)),
              new Row(Meet.POSTS, post(1, T0 + 5)));
      assertThat(meeting.deadLetters()).isEmpty();
    }
  }

  @Test
  void repeatsAreDroppedBeforeAndAfterThePostIsComplete() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.pin(pin(1, T0)).pin(pin(1, T0 + 1)).geo(geo(1, T0)).user(user(1, T0));
      meeting.snapshot();
      meeting.pin(pin(1, T0 + 9)).geo(geo(1, T0 + 9)).user(user(1, T0 + 9));

      assertThat(meeting.rows()).hasSize(4);
      assertThat(meeting.posts()).containsExactly(post(1, T0));
      assertThat(meeting.deadLetters()).isEmpty();
    }
  }

  @Test
  void conflictingDeliveryBecomesADeadLetterWithItsCleanedRow() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.pin(pin(1, T0)).pin(pin(1, T0 + 1, "another title"));

      assertThat(meeting.rows()).containsExactly(new Row(Kind.PIN.ordinal(), pin(1, T0)));
      String payload =
          "{\"ind\":1,\"unique_id\":\"fbe53c66\",\"title\":\"another title\","
              + "\"follower_count\":437,\"poster_name\":\"ann\",\"tag_list\":\"a,b\","
              + "\"is_image_or_video\":\"image\",\"image_src\":\"http://image\","
              + "\"save_location\":\"/data/art\",\"category\":\"art\"}";
      assertThat(meeting.deadLetters())
          .containsExactly(
              GenericRowData.of(
                  text("conflicting_duplicate"),
                  text("another pin with this ind came first and is kept"),
                  text("pin"),
                  text("kafka"),
                  text("posts"),
                  text("0"),
                  text("7"),
                  TimestampData.fromEpochMillis(T0 + 1),
                  1,
                  payload.getBytes(StandardCharsets.UTF_8),
                  (long) payload.length()));
    }
  }

  @Test
  void everyConflictingDeliveryIsReported() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.pin(pin(1, T0)).pin(pin(1, T0, "x")).pin(pin(1, T0, "y")).pin(pin(1, T0, "x"));

      assertThat(meeting.deadLetters()).hasSize(3);
    }
  }

  @Test
  void noPostArrivesBehindTheWatermark() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.pin(pin(1, T0)).geo(geo(1, T0));
      meeting.watermark(T0 + 1000);
      meeting.user(user(1, T0 + 10));

      assertThat(meeting.posts()).containsExactly(post(1, T0 + 1001));
    }
  }

  @Test
  void noPostArrivesBehindTheWatermarkOfAnEarlierRun() throws Exception {
    OperatorSubtaskState state;
    try (Meeting earlier = Meeting.start()) {
      state = earlier.pin(pin(1, T0)).geo(geo(1, T0)).watermark(T0 + 1000).snapshot();
    }

    try (Meeting meeting = Meeting.resume(Meeting.CONFIG, state)) {
      meeting.watermark(T0).user(user(1, T0));

      assertThat(meeting.posts()).containsExactly(post(1, T0 + 1001));
    }
  }

  @Test
  void unmatchedPostIsReportedOnceAndStaysCompletable() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.pin(pin(1, T0));
      meeting.watermark(T0 + 60_000);
      assertThat(meeting.deadLetters())
          .containsExactly(
              GenericRowData.of(
                  text("unmatched_parts"),
                  text("missing: geo, user; seen: pin"),
                  null,
                  null,
                  null,
                  null,
                  null,
                  TimestampData.fromEpochMillis(T0),
                  1,
                  null,
                  0L));

      meeting.geo(geo(1, T0)).watermark(T0 + 500_000).user(user(1, T0));

      assertThat(meeting.deadLetters()).hasSize(1);
      assertThat(meeting.posts()).containsExactly(post(1, T0 + 500_001));
      meeting.snapshot();
      assertThat(meeting.timers()).isZero();
    }
  }

  @Test
  void endOfInputReportsAllIncompletePosts() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      for (int ind = 0; ind < 100; ind++) {
        meeting.pin(pin(ind, T0));
      }
      meeting.geo(geo(1, T0)).user(user(1, T0));
      meeting.watermark(Watermark.MAX_WATERMARK.getTimestamp());

      assertThat(meeting.deadLetters()).hasSize(99);
    }
  }

  @Test
  void lateFirstPartStillHasTheWholeTimeout() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.watermark(T0).pin(pin(1, 0)).watermark(T0 + 59_999);

      assertThat(meeting.deadLetters()).isEmpty();
    }
  }

  @Test
  void completedPostLeavesNoTimer() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.pin(pin(1, T0));
      meeting.snapshot();
      assertThat(meeting.timers()).isEqualTo(1);

      meeting.geo(geo(1, T0)).user(user(1, T0));
      meeting.snapshot();

      assertThat(meeting.timers()).isZero();
    }
  }

  @Test
  void keyIsForgottenAfterItsTtl() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.ttlTime(0).pin(pin(1, T0));
      meeting.snapshot();

      meeting.ttlTime(3_599_999).pin(pin(1, T0));
      assertThat(meeting.rows()).hasSize(1);
      meeting.snapshot();

      meeting.ttlTime(3_600_000 + 3_599_999).pin(pin(1, T0));
      assertThat(meeting.rows()).hasSize(2);
    }
  }

  @Test
  void watermarkIsTheLeastOfTheInputsAndIdlenessIsNeverForwarded() throws Exception {
    try (Meeting meeting = Meeting.start()) {
      meeting.watermark(Kind.PIN, 10).watermark(Kind.GEO, 20);
      assertThat(meeting.signals()).isEmpty();

      meeting.idle(Kind.USER);
      meeting.idle(Kind.PIN);
      meeting.idle(Kind.GEO);

      assertThat(meeting.signals()).containsExactly(new Watermark(10), new Watermark(20));
    }
  }

  @Test
  void stateOfABoundedRunCannotBeResumedUnbounded() throws Exception {
    MeetConfig bounded = new MeetConfig(60_000, 3_600_000, true, 1 << 20, 3_600_000, 0);
    OperatorSubtaskState state;
    try (Meeting earlier = Meeting.start(bounded, null)) {
      state = earlier.pin(pin(1, T0)).snapshot();
    }

    assertThatThrownBy(() -> Meeting.resume(Meeting.CONFIG, state))
        .hasMessageContaining("kafka / bounded is 'false'");
  }

  @Test
  void stateOfOtherWindowsCannotBeResumed() throws Exception {
    MeetConfig daily = new MeetConfig(60_000, 3_600_000, false, 1 << 20, 86_400_000, 0);
    MeetConfig shifted = new MeetConfig(60_000, 3_600_000, false, 1 << 20, 3_600_000, 60_000);
    OperatorSubtaskState state;
    try (Meeting earlier = Meeting.start()) {
      state = earlier.pin(pin(1, T0)).snapshot();
    }

    assertThatThrownBy(() -> Meeting.resume(daily, state))
        .hasMessageContaining("insights / window.size is '86400000 ms'")
        .hasMessageContaining("'3600000 ms'");
    assertThatThrownBy(() -> Meeting.resume(shifted, state))
        .hasMessageContaining("insights / window.offset is '60000 ms'")
        .hasMessageContaining("'0 ms'");
  }

  @Test
  void stateAtTheEndOfInputCannotBeResumed() throws Exception {
    OperatorSubtaskState state;
    try (Meeting earlier = Meeting.start()) {
      state = earlier.watermark(Watermark.MAX_WATERMARK.getTimestamp()).snapshot();
    }

    assertThatThrownBy(() -> Meeting.resume(Meeting.CONFIG, state))
        .hasMessageContaining("stop with drain");
  }

  @Test
  void anyOrderWithRepeatsAndRestartsGivesEachPostOnce() throws Exception {
    Random random = new Random(7);
    List<RowData> expected = new ArrayList<>();
    List<int[]> deliveries = new ArrayList<>();
    for (int ind = 0; ind < 500; ind++) {
      expected.add(post(ind, T0));
      for (int kind = 0; kind < 3; kind++) {
        deliveries.add(new int[] {ind, kind});
        deliveries.add(new int[] {ind, kind});
      }
    }
    Collections.shuffle(deliveries, random);

    List<RowData> posts = new ArrayList<>();
    Meeting meeting = Meeting.start();
    for (int[] delivery : deliveries) {
      switch (delivery[1]) {
        case 0 -> meeting.pin(pin(delivery[0], T0));
        case 1 -> meeting.geo(geo(delivery[0], T0));
        default -> meeting.user(user(delivery[0], T0));
      }
      if (random.nextInt(300) == 0) {
        OperatorSubtaskState state = meeting.snapshot();
        posts.addAll(meeting.posts());
        meeting.close();
        meeting = Meeting.resume(Meeting.CONFIG, state);
      }
    }
    posts.addAll(meeting.posts());
    meeting.close();

    assertThat(posts).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void morePostsThanABundleHoldsMeetNearAndFar() throws Exception {
    int posts = 60_000;
    int near = 5_000;
    int far = 25_000;
    try (Meeting meeting = Meeting.start()) {
      for (int ind = 0; ind < posts + far; ind++) {
        if (ind < posts) {
          meeting.pin(pin(ind, T0));
        }
        if (ind >= near && ind < posts + near) {
          meeting.geo(geo(ind - near, T0));
        }
        int lag = ind < posts / 2 ? near : far;
        if (ind >= lag && ind - lag < posts) {
          meeting.user(user(ind - lag, T0));
        }
      }

      assertThat(meeting.posts()).hasSize(posts).doesNotHaveDuplicates();
      assertThat(meeting.rows()).hasSize(4 * posts);
      meeting.watermark(Watermark.MAX_WATERMARK.getTimestamp());
      assertThat(meeting.deadLetters()).isEmpty();
      assertThat(meeting.timers()).isZero();
    }
  }
}
