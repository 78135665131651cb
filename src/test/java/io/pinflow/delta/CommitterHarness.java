package io.pinflow.delta;

import java.util.List;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The committer of a sink without a job around it. */
final class CommitterHarness
    extends OneInputStreamOperatorTestHarness<
        CommittableMessage<TableCommittable>, CommittableMessage<TableCommittable>> {

  CommitterHarness(DeltaSink<?> sink) throws Exception {
    super(new CommitterOperatorFactory<>(sink, false, true));
    open();
  }

  /** Takes a checkpoint with these committables and completes it. */
  void checkpoint(long checkpoint, List<TableCommittable> committables) throws Exception {
    int count = committables.size();
    processElement(new StreamRecord<>(new CommittableSummary<>(0, 1, checkpoint, count, count, 0)));
    for (TableCommittable committable : committables) {
      processElement(new StreamRecord<>(new CommittableWithLineage<>(committable, checkpoint, 0)));
    }
    snapshot(checkpoint, checkpoint);
    notifyOfCompletedCheckpoint(checkpoint);
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
