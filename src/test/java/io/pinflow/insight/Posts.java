package io.pinflow.insight;

import io.pinflow.record.RowTypes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/** Streams of posts with explicit watermarks, by event time their arrival. */
final class Posts {

  private static final TypeInformation<Post> TYPE = new GenericTypeInfo<>(Post.class);
  private static final Map<String, CountDownLatch> SENT = new ConcurrentHashMap<>();

  private Posts() {}

  /** Ends after the last post. */
  static DataStream<RowData> bounded(StreamExecutionEnvironment env, List<Post> posts) {
    return rows(
        env.fromSource(source(new Generator("", posts), posts.size(), 1e9), watermarks(), "posts"));
  }

  /** Stays open after the last post until it is stopped; goes on anew after a restart. */
  static DataStream<RowData> open(StreamExecutionEnvironment env, List<Post> posts, Sent sent) {
    Generator generator = new Generator(sent.id, posts);
    return rows(env.fromSource(source(generator, Long.MAX_VALUE, 2000), watermarks(), "posts"));
  }

  /** Tells when an open stream has sent its last post. */
  static final class Sent {
    private final String id = UUID.randomUUID().toString();
    private final CountDownLatch latch = new CountDownLatch(1);

    Sent() {
      SENT.put(id, latch);
    }

    void await() throws InterruptedException {
      latch.await();
    }
  }

  private static DataGeneratorSource<Post> source(Generator posts, long count, double rate) {
    return new DataGeneratorSource<>(posts, count, RateLimiterStrategy.perSecond(rate), TYPE);
  }

  private static DataStream<RowData> rows(SingleOutputStreamOperator<Post> posts) {
    return posts
        .setParallelism(1)
        .uid("post-source")
        .filter(post -> !post.isWatermark())
        .setParallelism(1)
        .uid("posts-without-watermarks")
        .map(Post::toRow, InternalTypeInfo.of(RowTypes.POST))
        .setParallelism(1)
        .uid("posts")
        .rebalance();
  }

  private static WatermarkStrategy<Post> watermarks() {
    return WatermarkStrategy.<Post>forGenerator(context -> new Explicit())
        .withTimestampAssigner((post, time) -> post.arrivalMillis());
  }

  private static final class Explicit implements WatermarkGenerator<Post> {
    @Override
    public void onEvent(Post post, long time, WatermarkOutput output) {
      if (post.isWatermark()) {
        output.emitWatermark(new Watermark(time));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** The posts, then for ever a watermark that has passed already. */
  private static final class Generator implements GeneratorFunction<Long, Post> {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final List<Post> posts;
    private long first = -1;

    Generator(String id, List<Post> posts) {
      this.id = id;
      this.posts = posts;
    }

    @Override
    public Post map(Long index) {
      first = first < 0 ? index : first;
      int next = (int) Math.min(index - first, posts.size());
      if (next < posts.size()) {
        return posts.get(next);
      }
      SENT.get(id).countDown();
      return Post.watermark(Integer.MIN_VALUE / 1000);
    }
  }
}
