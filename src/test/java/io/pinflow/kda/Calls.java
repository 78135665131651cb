package io.pinflow.kda;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Handle;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;

/** The methods that a class calls or refers to, by the class they are called on. */
record Calls(Map<String, Set<String>> byOwner) {

  static Calls in(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
      return in(bytes.readAllBytes());
    }
  }

  static Calls in(byte[] classFile) {
    Calls calls = new Calls(new TreeMap<>());
    new ClassReader(classFile).accept(calls.new OfClass(), ClassReader.SKIP_DEBUG);
    return calls;
  }

  Set<String> to(String owner) {
    return byOwner.getOrDefault(owner.replace('.', '/'), Set.of());
  }

  private void add(String owner, String name) {
    byOwner.computeIfAbsent(owner, ignored -> new TreeSet<>()).add(name);
  }

  private final class OfClass extends ClassVisitor {

    OfClass() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new OfMethod();
    }
  }

  private final class OfMethod extends MethodVisitor {

    OfMethod() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      add(owner, name);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle) {
          add(handle.getOwner(), handle.getName());
        }
      }
    }
  }
}
