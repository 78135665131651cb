package io.pinflow.delta;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Connections to S3 or a store that speaks like it. */
final class S3Clients {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private S3Clients() {}

  /**
   * Attempts are repeated by {@link S3Attempts} alone, which knows what a repeated conditional PUT
   * means. Checksum trailers are left out: not every store knows them.
   */
  static S3Client connect(StorageOptions options) {
    return connect(options, ANSWER);
  }

  /**
   * @param answer after which a request is taken to be lost
   */
  static S3Client connect(StorageOptions options, Duration answer) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(answer))
            .overrideConfiguration(
                override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(options.pathStyleAccess())
                    .chunkedEncodingEnabled(false)
                    .build());
    if (options.region() != null) {
      builder.region(Region.of(options.region()));
    }
    if (options.endpoint() != null) {
      builder.endpointOverride(URI.create(options.endpoint()));
    }
    return builder.build();
  }
}
