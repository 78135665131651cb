package io.pinflow.delta;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** In the aggregator's state. */
final class LineageSerializer extends VersionedFormat<Lineage> {

  @Override
  void write(Lineage lineage, DataOutputView out) throws IOException {
    write(lineage.runs(), out);
    write(lineage.versions(), out);
  }

  private static void write(Map<String, Long> numbers, DataOutputView out) throws IOException {
    out.writeInt(numbers.size());
    for (Map.Entry<String, Long> entry : numbers.entrySet()) {
      Values.writeText(entry.getKey(), out);
      out.writeLong(entry.getValue());
    }
  }

  @Override
  Lineage read(DataInputView in) throws IOException {
    return new Lineage(readNumbers(in), readNumbers(in));
  }

  private static Map<String, Long> readNumbers(DataInputView in) throws IOException {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      numbers.put(Values.readText(in), in.readLong());
    }
    return numbers;
  }
}
