package io.pinflow.local;

/** Sends records over one channel; those of one kind and key arrive in the order given. */
interface Sender extends AutoCloseable {

  /** Takes a record, waiting while too much is on its way; fails when an earlier one was lost. */
  void send(Delivery delivery);

  /** Returns once everything taken so far is acknowledged, or fails. */
  void flush();

  @Override
  void close();
}
