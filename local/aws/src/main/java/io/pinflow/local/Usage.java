package io.pinflow.local;

/**
 * What a process took from its start to its end.
 *
 * @param cpuSeconds of all its threads, in user and kernel mode
 * @param peakBytes of memory at its highest; 0 where the system does not tell
 */
record Usage(double wallSeconds, double cpuSeconds, long peakBytes) {}
