package io.pinflow.insight;

/**
 * What an aggregate knows of a group, mergeable and small enough to be a column of a partial.
 *
 * @param <S> the summary itself
 */
interface Summary<S extends Summary<S>> {

  /** Takes in all that another group's summary counts, and leaves that one as it is. */
  void merge(S other);

  boolean isEmpty();

  /** In a format that its first byte tells. */
  byte[] toBytes();
}
