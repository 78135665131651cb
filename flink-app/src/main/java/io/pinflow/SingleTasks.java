package io.pinflow;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;

/**
 * Joins operators that can never be more than one.
 *
 * <p>The planner puts an exchange before every aggregate, whatever its parallelism. Where both ends
 * have a maximum of one, there is nothing to exchange, and without it dozens of small tasks become
 * a few: fewer threads, buffers and barriers, and no serialisation in between.
 */
final class SingleTasks {

  private SingleTasks() {}

  /** The graph of all that is defined on the environment. */
  static StreamGraph join(StreamExecutionEnvironment env) {
    Set<Integer> single = single(env);
    StreamGraph graph = env.getStreamGraph();
    for (StreamNode node : graph.getStreamNodes()) {
      for (StreamEdge edge : node.getOutEdges()) {
        if (single.contains(edge.getSourceId()) && single.contains(edge.getTargetId())) {
          edge.setPartitioner(new ForwardPartitioner<>());
        }
      }
    }
    return graph;
  }

  private static Set<Integer> single(StreamExecutionEnvironment env) {
    return env.getTransformations().stream()
        .flatMap(end -> end.getTransitivePredecessors().stream())
        .filter(operator -> operator.getMaxParallelism() == 1)
        .map(Transformation::getId)
        .collect(Collectors.toSet());
  }
}
