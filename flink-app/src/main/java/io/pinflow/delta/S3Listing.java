package io.pinflow.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in the order of their keys, a thousand a request; nobody waits for what is not read. */
final class S3Listing implements Iterator<S3Object> {

  private final S3Client client;
  private final S3Attempts attempts;
  private ListObjectsV2Request next;
  private Iterator<S3Object> page = Collections.emptyIterator();

  S3Listing(S3Client client, S3Attempts attempts, ListObjectsV2Request first) {
    this.client = client;
    this.attempts = attempts;
    this.next = first;
  }

  /**
   * @throws UncheckedIOException if S3 cannot be reached
   */
  @Override
  public boolean hasNext() {
    while (!page.hasNext() && next != null) {
      ListObjectsV2Request request = next;
      try {
        ListObjectsV2Response response =
            attempts.run("list " + request.prefix(), () -> client.listObjectsV2(request));
        page = response.contents().iterator();
        String token = response.nextContinuationToken();
        next = token == null ? null : request.toBuilder().continuationToken(token).build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return page.hasNext();
  }

  @Override
  public S3Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }
}
