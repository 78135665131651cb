package io.pinflow.delta;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * S3: a commit is one conditional PUT. If its answer is lost, the next attempt meets the file of
 * the first, which is recognised by its content: every commit holds a random transaction id.
 */
final class S3LogStorage extends LogStorage {

  private static final long CACHE_BYTES = 16L << 20;

  /** Parquet would ask for pieces of a file, each a request. */
  private static final long FETCHED_WHOLE = 4L << 20;

  private final S3Client client;
  private final S3Attempts attempts;
  private final CommitCache cache = new CommitCache(CACHE_BYTES);
  private final CommitMode mode;
  private final Set<String> validated = new HashSet<>();

  S3LogStorage(S3Client client, S3Attempts attempts, CommitMode mode) {
    this.client = client;
    this.attempts = attempts;
    this.mode = mode;
  }

  static S3LogStorage connect(StorageOptions options) {
    return new S3LogStorage(S3Clients.connect(options), new S3Attempts(), options.commitMode());
  }

  /** One table of a bucket speaks for all. */
  @Override
  void validate(String table) throws IOException {
    if (mode == CommitMode.CONDITIONAL_PUT && validated.add(S3Location.of(table).bucket())) {
      ConditionsProbe.validate(this, table);
    }
  }

  /** Starts just before the wanted name, so that a long log is never listed whole. */
  @Override
  Iterator<FileStatus> listFrom(String path) throws IOException {
    S3Location location = S3Location.of(path);
    String folder = folder(path);
    Iterator<S3Object> objects =
        list(
            location,
            list ->
                list.prefix(folder(location.key()) + "/")
                    .delimiter("/")
                    .startAfter(before(location.key())));
    if (!objects.hasNext()) {
      throw new FileNotFoundException("There is nothing in " + folder + " from " + name(path));
    }
    return stream(objects)
        .filter(object -> object.key().compareTo(location.key()) >= 0)
        .map(object -> listed(folder + "/" + name(object.key()), object))
        .iterator();
  }

  private Iterator<S3Object> list(
      S3Location location, Consumer<ListObjectsV2Request.Builder> request) {
    return new S3Listing(
        client,
        attempts,
        ListObjectsV2Request.builder().bucket(location.bucket()).applyMutation(request).build());
  }

  private static Stream<S3Object> stream(Iterator<S3Object> objects) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(objects, 0), false);
  }

  /** The log may be longer than all else, and is stepped over. */
  @Override
  void walk(String root, Consumer<FileStatus> visitor) {
    S3Location location = S3Location.of(root);
    String prefix = location.key() + "/";
    String log = prefix + LOG + "/";
    Consumer<S3Object> each =
        object ->
            visitor.accept(
                FileStatus.of(
                    root + "/" + object.key().substring(prefix.length()),
                    object.size(),
                    object.lastModified().toEpochMilli()));
    stream(list(location, list -> list.prefix(prefix)))
        .takeWhile(object -> !object.key().startsWith(log))
        .forEach(each);
    stream(list(location, list -> list.prefix(prefix).startAfter(log + "~"))).forEach(each);
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
  SeekableInputStream open(String path, long size) throws IOException {
    return 0 < size && size <= FETCHED_WHOLE
        ? new BytesSeekableStream(read(path))
        : super.open(path, size);
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
  void deleteAll(List<String> paths) throws IOException {
    if (paths.isEmpty()) {
      return;
    }
    S3Location location = S3Location.of(paths.get(0));
    List<ObjectIdentifier> keys =
        paths.stream()
            .map(path -> ObjectIdentifier.builder().key(S3Location.of(path).key()).build())
            .collect(Collectors.toList());
    DeleteObjectsResponse response =
        attempts.run(
            "delete objects",
            () ->
                client.deleteObjects(
                    d -> d.bucket(location.bucket()).delete(all -> all.objects(keys).quiet(true))));
    if (response.hasErrors()) {
      throw new IOException("S3 could not delete some objects: " + response.errors());
    }
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
