package io.pinflow.testing;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.Input;
import org.apache.flink.streaming.api.operators.SourceOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;

/**
 * Makes any operator of a job fail when it is wanted, by standing before it: calls of its
 * interfaces go through here. Sources are not reached; the counter chained behind each is.
 */
public final class Breakage {

  /** What an operator does when it fails: the methods of its interfaces. */
  public enum Duty {
    ELEMENT("processElement"),
    BEFORE_BARRIER("prepareSnapshotPreBarrier"),
    SNAPSHOT("snapshotState"),
    NOTIFICATION("notifyCheckpointComplete");

    private final String method;

    Duty(String method) {
      this.method = method;
    }
  }

  /** An operator at its duty. */
  public record Point(String operator, Duty duty) {}

  private static final AtomicReference<Point> ARMED = new AtomicReference<>();

  private Breakage() {}

  /** The next time this operator is at this duty, in any subtask, it throws. */
  public static void arm(Point point) {
    ARMED.set(point);
  }

  /** Whether the wanted failure has not happened yet. */
  public static boolean isArmed() {
    return ARMED.get() != null;
  }

  /** The operators that can fail: their uids, or names where they have none. */
  public static List<String> operators(StreamGraph graph) {
    List<String> names = new ArrayList<>();
    graph.getStreamNodes().stream()
        .filter(Breakage::reaches)
        .forEach(node -> names.add(name(node)));
    return names;
  }

  /** Puts itself before every operator. */
  public static void into(StreamGraph graph) {
    graph.getStreamNodes().stream().filter(Breakage::reaches).forEach(Breakage::into);
  }

  private static boolean reaches(StreamNode node) {
    return !(node.getOperatorFactory() instanceof SourceOperatorFactory)
        && !node.getInEdges().isEmpty();
  }

  private static String name(StreamNode node) {
    String uid = node.getTransformationUID();
    return uid == null ? node.getOperatorName() + '#' + node.getId() : uid;
  }

  private static void into(StreamNode node) {
    try {
      Field factory = StreamNode.class.getDeclaredField("operatorFactory");
      factory.setAccessible(true);
      factory.set(
          node,
          before(node.getOperatorFactory(), new OfFactory(name(node), node.getOperatorFactory())));
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalStateException(unknown);
    }
  }

  private static Object before(Object real, InvocationHandler handler) {
    return Proxy.newProxyInstance(
        Breakage.class.getClassLoader(), interfaces(real.getClass()), handler);
  }

  private static Class<?>[] interfaces(Class<?> type) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      interfaces.addAll(List.of(each.getInterfaces()));
    }
    interfaces.removeIf(each -> !Modifier.isPublic(each.getModifiers()));
    return interfaces.toArray(Class<?>[]::new);
  }

  private static Object call(Object real, Method method, Object... arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  private static final class OfFactory implements InvocationHandler, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final StreamOperatorFactory<?> real;

    OfFactory(String name, StreamOperatorFactory<?> real) {
      this.name = name;
      this.real = real;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      Object made = call(real, method, arguments);
      return made instanceof StreamOperator<?> ? before(made, new OfOperator(name, made)) : made;
    }
  }

  private static final class OfOperator implements InvocationHandler {

    private final String name;
    private final Object real;

    OfOperator(String name, Object real) {
      this.name = name;
      this.real = real;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      Point armed = ARMED.get();
      if (armed != null
          && armed.duty().method.equals(method.getName())
          && armed.operator().equals(name)
          && ARMED.compareAndSet(armed, null)) {
        throw new IllegalStateException("made to fail: " + armed);
      }
      Object answer = call(real, method, arguments);
      return method.getName().equals("getInputs") ? inputs((List<?>) answer) : answer;
    }

    private List<Object> inputs(List<?> inputs) {
      List<Object> watched = new ArrayList<>();
      for (Object input : inputs) {
        watched.add(before(input, new OfOperator(name, (Input<?>) input)));
      }
      return watched;
    }
  }
}
