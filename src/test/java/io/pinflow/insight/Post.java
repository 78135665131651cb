package io.pinflow.insight;

import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** A post with valid defaults, or a watermark between posts. */
final class Post implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The start of a window of an hour. */
  static final LocalDateTime T0 = LocalDateTime.parse("2026-03-01T10:00:00");

  private static final int WATERMARK = -1;

  private int ind;
  private String category = "art";
  private String poster = "poster";
  private Integer followers = 1000;
  private String country = "Albania";
  private LocalDateTime timestamp = LocalDateTime.parse("2020-08-28T03:52:47");
  private String user = "Abigail Ali";
  private Integer age = 20;
  private LocalDateTime joined = LocalDateTime.parse("2015-10-24T11:23:51");
  private LocalDateTime arrival = T0;

  private Post() {}

  static Post post() {
    return new Post();
  }

  /** In the hour after so many hours, and so many milliseconds into it. */
  static Post post(int hour, long millis) {
    Post post = new Post();
    post.arrival = hour(hour).plusNanos(millis * 1_000_000);
    return post;
  }

  /** All posts before this hour have come. */
  static Post watermark(int hour) {
    return watermark(hour, -1);
  }

  /** All posts up to so many milliseconds into the hour have come. */
  static Post watermark(int hour, long millis) {
    Post mark = post(hour, millis);
    mark.ind = WATERMARK;
    return mark;
  }

  static LocalDateTime hour(int hour) {
    return T0.plusHours(hour);
  }

  Post ind(int ind) {
    this.ind = ind;
    return this;
  }

  Post category(String category) {
    this.category = category;
    return this;
  }

  Post poster(String poster) {
    this.poster = poster;
    return this;
  }

  Post followers(Integer followers) {
    this.followers = followers;
    return this;
  }

  Post country(String country) {
    this.country = country;
    return this;
  }

  Post year(int year) {
    return timestamp(year + "-06-01T00:00:00");
  }

  Post timestamp(String timestamp) {
    this.timestamp = parse(timestamp);
    return this;
  }

  Post user(String user) {
    this.user = user;
    return this;
  }

  Post age(Integer age) {
    this.age = age;
    return this;
  }

  Post joined(String joined) {
    this.joined = parse(joined);
    return this;
  }

  private static LocalDateTime parse(String time) {
    return time == null ? null : LocalDateTime.parse(time);
  }

  boolean isWatermark() {
    return ind == WATERMARK;
  }

  long arrivalMillis() {
    return arrival.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  RowData toRow() {
    return GenericRowData.of(
        ind,
        StringData.fromString(category),
        StringData.fromString(poster),
        followers,
        StringData.fromString(country),
        time(timestamp),
        StringData.fromString(user),
        age,
        time(joined),
        time(arrival));
  }

  private static TimestampData time(LocalDateTime time) {
    return time == null ? null : TimestampData.fromLocalDateTime(time);
  }
}
