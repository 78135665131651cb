package io.pinflow.delta;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.commit.CommitMetadata;
import io.delta.kernel.commit.CommitResponse;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.internal.json.JsonUtils;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.files.ParsedPublishedDeltaData;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a commit into the log, with what the transaction's committer properties say added to its
 * commitInfo: {@link #OPERATION}, {@link #PARAMETER} and {@link #METRIC} entries.
 */
final class StampedCommitter implements Committer {

  /** Prefix of properties that become operationParameters. */
  static final String PARAMETER = "parameter.";

  /** The property that names the operation, where Kernel has no name for it. */
  static final String OPERATION = "operation";

  /** The property that says whether a commit read nothing of the table. */
  static final String BLIND = "isBlindAppend";

  /** Prefix of properties that become operationMetrics. */
  static final String METRIC = "metric.";

  private final LogStorage storage;

  StampedCommitter(LogStorage storage) {
    this.storage = storage;
  }

  @Override
  public CommitResponse commit(
      Engine engine, CloseableIterator<Row> actions, CommitMetadata metadata)
      throws CommitFailedException {
    String path = metadata.getPublishedDeltaFilePath();
    try {
      byte[] content =
          KernelOutputFile.content(stamped(actions, metadata).map(JsonUtils::rowToJson));
      if (!storage.putIfAbsent(path, content)) {
        throw new CommitFailedException(true, true, "Another writer committed " + path + " first");
      }
      return new CommitResponse(
          ParsedPublishedDeltaData.forFileStatus(
              FileStatus.of(path, content.length, System.currentTimeMillis())));
    } catch (IOException e) {
      throw new CommitFailedException(false, false, "Could not commit " + path, e);
    }
  }

  /** The commitInfo is the first action, and is replaced. */
  private static CloseableIterator<Row> stamped(
      CloseableIterator<Row> actions, CommitMetadata metadata) {
    actions.next();
    Row commitInfo =
        SingleAction.createCommitInfoSingleAction(
            commitInfo(metadata.getCommitInfo(), metadata.getCommitterProperties().get()).toRow());
    return Utils.singletonCloseableIterator(commitInfo).combine(actions);
  }

  /** The creation of a table has no properties. */
  private static CommitInfo commitInfo(CommitInfo given, Map<String, String> properties) {
    return new CommitInfo(
        given.getInCommitTimestamp(),
        given.getTimestamp(),
        given.getEngineInfo(),
        Optional.ofNullable(properties.get(OPERATION)).or(given::getOperation),
        merged(given.getOperationParameters(), properties, PARAMETER),
        properties.isEmpty()
            ? given.getIsBlindAppend()
            : Optional.of(Boolean.parseBoolean(properties.get(BLIND))),
        given.getTxnId(),
        merged(given.getOperationMetrics(), properties, METRIC));
  }

  private static Map<String, String> merged(
      Map<String, String> given, Map<String, String> properties, String prefix) {
    Map<String, String> merged = new HashMap<>(given);
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            merged.put(key.substring(prefix.length()), value);
          }
        });
    return merged;
  }
}
