package io.pinflow.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** S3Proxy over plain files: bucket and key are folder and file under {@link #folder()}. */
record S3Service(StackConfig config) implements Service {

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public List<Integer> ports() {
    return List.of(config.s3Port());
  }

  @Override
  public String endpoint() {
    return "http://127.0.0.1:" + config.s3Port();
  }

  @Override
  public String contents() {
    return "bucket " + StackConfig.BUCKET + " in " + config.shown(folder());
  }

  /** Where buckets are folders and objects plain files. */
  Path folder() {
    return config.data().resolve("s3");
  }

  /** Session tokens, which clients send with temporary credentials, are unknown headers to it. */
  @Override
  public ProcessBuilder command() throws IOException {
    Files.createDirectories(folder());
    Path file =
        Files.writeString(
            config.data().resolve("s3proxy.properties"),
            """
            s3proxy.endpoint=%s
            s3proxy.authorization=none
            s3proxy.ignore-unknown-headers=true
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(endpoint(), folder().toString().replace("\\", "/")));
    return Jvm.command("256m", config, "org.gaul.s3proxy.Main", "--properties", file.toString());
  }

  @Override
  public boolean answers() {
    try {
      return send("GET", "/") == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void furnish() {
    try {
      int status = send("PUT", "/" + StackConfig.BUCKET);
      if (status != 200 && status != 409) {
        throw new Failure("S3 refused to make the bucket " + StackConfig.BUCKET + ": " + status);
      }
    } catch (IOException broken) {
      throw new Failure("S3 went away while it made its bucket: " + broken.getMessage(), broken);
    }
  }

  private int send(String method, String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint() + path))
            .timeout(Duration.ofSeconds(5))
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException ended) {
      throw new Failure("Interrupted while S3 was starting.", ended);
    }
  }
}
