package io.pinflow.delta;

/** Told of every commit; what takes time it leaves to a thread of its own. */
interface CommitListener {

  /**
   * @param version that the commit became
   */
  void committed(TableCommittable committable, long version);
}
