package io.pinflow.post;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** Copies what a post needs of one cleaned part: the columns of the same name. */
final class PartFields {

  private final List<Integer> targets = new ArrayList<>();
  private final List<RowData.FieldGetter> getters = new ArrayList<>();
  private final List<Boolean> strings = new ArrayList<>();

  PartFields(Kind kind) {
    RowType cleaned = RowTypes.cleaned(kind);
    List<String> names = RowTypes.POST.getFieldNames();
    for (int target = 0; target < names.size(); target++) {
      int source = cleaned.getFieldIndex(names.get(target));
      if (source >= 0 && !names.get(target).equals(RowTypes.ARRIVAL_TIME)) {
        LogicalType type = cleaned.getTypeAt(source);
        targets.add(target);
        getters.add(RowData.createFieldGetter(type, source));
        strings.add(type.is(LogicalTypeRoot.VARCHAR));
      }
    }
  }

  /** Strings are copied out of the row, whose memory is reused for the next record. */
  void copy(RowData cleaned, GenericRowData post) {
    for (int i = 0; i < targets.size(); i++) {
      Object value = getters.get(i).getFieldOrNull(cleaned);
      boolean isString = strings.get(i) && value != null;
      post.setField(
          targets.get(i), isString ? StringData.fromBytes(((StringData) value).toBytes()) : value);
    }
  }
}
