package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** A savepoint names uploads of the archive that a rule of the bucket has aborted since. */
@Tag("soak")
class UploadGoneITCase {

  @TempDir Path folder;

  @Test
  void restoringFailsWithTheNameOfTheUploadInsteadOfLeavingAGap() throws Exception {
    Feed feed = Feed.overKafka(folder.resolve("feed"), 2);
    Landing landing = Landing.onS3();
    feed.post("--posts=100");
    String savepoint;
    List<MultipartUpload> aborted;
    try (JobRun run = job(feed, landing).start()) {
      run.awaitReadAtLeast(feed.count());
      savepoint = run.savepoint();
      run.cancel();
    }
    try (S3Client client = client()) {
      String bucket = landing.archive().getParent().getFileName().toString();
      aborted = client.listMultipartUploads(list -> list.bucket(bucket)).uploads();
      aborted.forEach(
          upload ->
              client.abortMultipartUpload(
                  abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }
    assertThat(aborted).extracting(MultipartUpload::key).anyMatch(key -> key.contains("archive/"));

    try (JobRun run =
        job(feed, landing)
            .set(RestartStrategyOptions.RESTART_STRATEGY, "none")
            .from(savepoint)
            .start()) {
      assertThat(run.awaitFailed())
          .hasStackTraceContaining("Recovering commit failed for object")
          .hasStackTraceContaining("archive/");
    }
  }

  /** Without checkpoints beside the savepoint, nothing completes what it names. */
  private Job job(Feed feed, Landing landing) {
    return new Job(feed, landing, folder.resolve("states"))
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
  }

  private static S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create(LocalStack.with(Service.S3).s3Endpoint()))
        .forcePathStyle(true)
        .region(Region.of(LocalStack.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalStack.CREDENTIAL, LocalStack.CREDENTIAL)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
