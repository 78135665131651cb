package io.pinflow.local;

/** Is told of every acknowledged record, in order within a partition, from any thread. */
interface Receipts {
  void take(Acknowledged record);
}
