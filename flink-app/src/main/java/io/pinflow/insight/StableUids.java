package io.pinflow.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;

/**
 * Names the operators of one query so that their state is found again.
 *
 * <p>Left alone, the planner's operators are known by their place in the whole graph, and any other
 * query added or moved changes it. Here an operator is known by its query's name and version and by
 * its place among the operators of its kind within that query, which the same Flink minor version
 * plans the same way every time.
 */
final class StableUids {

  private final String prefix;
  private final Set<Integer> visited = new HashSet<>();
  private final Map<String, Integer> kinds = new HashMap<>();
  private final List<Transformation<?>> named = new ArrayList<>();

  private StableUids(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Names every operator between a result and the nearest ones that already have a uid.
   *
   * @return the operators named
   */
  static List<Transformation<?>> assign(Transformation<?> result, String prefix) {
    StableUids uids = new StableUids(prefix);
    uids.visit(result);
    return uids.named;
  }

  private void visit(Transformation<?> transformation) {
    if (transformation.getUid() != null || !visited.add(transformation.getId())) {
      return;
    }
    transformation.getInputs().forEach(this::visit);
    if (transformation instanceof PhysicalTransformation) {
      String kind = kind(transformation.getName());
      transformation.setUid(prefix + "-" + kind + "-" + kinds.merge(kind, 1, Integer::sum));
      named.add(transformation);
    }
  }

  /** The first word of the operator's name; what follows has numbers that count per JVM. */
  private static String kind(String name) {
    return name.replaceAll("^[^A-Za-z]*([A-Za-z]+).*", "$1");
  }
}
