package io.pinflow.delta;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * S3: a commit is one conditional PUT. If its answer is lost, the next attempt meets the file of
 * the first, which is recognised by its content: every commit holds a random transaction id.
 */
final class S3LogStorage extends LogStorage {

  private static final long CACHE_BYTES = 16L << 20;

  private final S3Client client;
  private final S3Attempts attempts;
  private final CommitCache cache = new CommitCache(CACHE_BYTES);
  private final CommitMode mode;

  S3LogStorage(S3Client client, S3Attempts attempts, CommitMode mode) {
    this.client = client;
    this.attempts = attempts;
    this.mode = mode;
  }

  static S3LogStorage connect(StorageOptions options) {
    return new S3LogStorage(S3Clients.connect(options), new S3Attempts(), options.commitMode());
  }

  /** Starts just before the wanted name, so that a long log is never listed whole. */
  @Override
  List<FileStatus> listFrom(String path) throws IOException {
    S3Location location = S3Location.of(path);
    String folder = folder(path);
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(location.bucket())
            .prefix(folder(location.key()) + "/")
            .delimiter("/")
            .startAfter(before(location.key()))
            .build();
    List<FileStatus> files = new ArrayList<>();
    attempts.run(
        "list " + folder,
        () -> {
          files.clear();
          for (S3Object object : client.listObjectsV2Paginator(request).contents()) {
            if (object.key().compareTo(location.key()) >= 0) {
              files.add(listed(folder + "/" + name(object.key()), object));
            }
          }
          return files;
        });
    if (files.isEmpty()) {
      throw new FileNotFoundException("There is nothing in " + folder + " from " + name(path));
    }
    return files;
  }

  private FileStatus listed(String path, S3Object object) {
    cache.compare(path, object.eTag());
    return FileStatus.of(path, object.size(), object.lastModified().toEpochMilli());
  }

  /** A key that sorts before the given one, with nothing of a log's names between the two. */
  private static String before(String key) {
    int last = key.length() - 1;
    return key.substring(0, last) + (char) (key.charAt(last) - 1) + "~";
  }

  @Override
  boolean putIfAbsent(String path, byte[] content) throws IOException {
    if (mode == CommitMode.SINGLE_WRITER) {
      if (exists(path)) {
        return Arrays.equals(read(path), content);
      }
      put(path, content);
      return true;
    }
    PutObjectRequest request = request(path).ifNoneMatch("*").build();
    AtomicReference<String> tag = new AtomicReference<>();
    boolean created =
        attempts.create(
            "create " + path,
            () -> tag.set(client.putObject(request, RequestBody.fromBytes(content)).eTag()));
    cache.put(path, tag.get(), content);
    return created || Arrays.equals(read(path), content);
  }

  @Override
  void put(String path, byte[] content) throws IOException {
    PutObjectRequest request = request(path).build();
    attempts.run("write " + path, () -> client.putObject(request, RequestBody.fromBytes(content)));
  }

  private static PutObjectRequest.Builder request(String path) {
    S3Location location = S3Location.of(path);
    return PutObjectRequest.builder().bucket(location.bucket()).key(location.key());
  }

  private byte[] read(String path) throws IOException {
    byte[] cached = cache.get(path);
    if (cached != null) {
      return cached;
    }
    S3Location location = S3Location.of(path);
    ResponseBytes<GetObjectResponse> object =
        attempts.run(
            "read " + path,
            () -> client.getObjectAsBytes(g -> g.bucket(location.bucket()).key(location.key())));
    cache.put(path, object.response().eTag(), object.asByteArrayUnsafe());
    return object.asByteArrayUnsafe();
  }

  /** Log checkpoints may be large and are streamed; all else is fetched with one request. */
  @Override
  SeekableInputStream open(String path) throws IOException {
    return path.endsWith(".parquet") ? super.open(path) : new BytesSeekableStream(read(path));
  }

  @Override
  FileStatus status(String path) throws IOException {
    S3Location location = S3Location.of(path);
    HeadObjectResponse head =
        attempts.run(
            "look at " + path,
            () -> client.headObject(h -> h.bucket(location.bucket()).key(location.key())));
    return FileStatus.of(path, head.contentLength(), head.lastModified().toEpochMilli());
  }

  /** Objects appear whole, when their stream is closed. */
  @Override
  String unpublished(String path) {
    return path;
  }

  @Override
  void publish(String written, String path) {}

  /** There are no folders. */
  @Override
  void mkdirs(String path) {}

  @Override
  void delete(String path) throws IOException {
    S3Location location = S3Location.of(path);
    attempts.run(
        "delete " + path,
        () -> client.deleteObject(d -> d.bucket(location.bucket()).key(location.key())));
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (SdkException e) {
      throw new IllegalStateException("Could not close the connections to S3", e);
    }
  }
}
