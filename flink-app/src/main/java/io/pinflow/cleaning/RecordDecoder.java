package io.pinflow.cleaning;

import io.pinflow.cleaning.FieldSpans.Form;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.Reason;
import io.pinflow.record.RowTypes;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * Decodes the records of one kind into rows of {@link RowTypes#decoded}.
 *
 * <p>Every row is new; its texts lie on the payload's own array, except those with escapes, which
 * share one array per row. So nobody may change a payload after it was decoded.
 */
final class RecordDecoder {

  private final Kind kind;
  private final Bounds bounds;
  private final PayloadReader reader;
  private final IndReader indReader;
  private final OriginText origins = new OriginText();

  /** The number of fields that the payload gives, {@code ind} among them. */
  private final int fields;

  RecordDecoder(Kind kind, Bounds bounds) {
    FieldTable table = new FieldTable(kind);
    this.kind = kind;
    this.bounds = bounds;
    this.reader = new PayloadReader(table, bounds.maxDepth);
    this.indReader = new IndReader(table);
    this.fields = table.index();
  }

  /**
   * Decodes one record of this decoder's kind.
   *
   * @throws RejectedException every reason of decoding, in this order: too_large, then the first of
   *     not_json and too_deep that the payload comes to, not_an_object, no_ind, wrong_kind
   */
  RowData decode(Envelope record) throws RejectedException {
    byte[] text = reader.read(payload(record));
    int ind = indReader.read(text, reader.spans());
    Kind other = reader.spans().mistakenFor();
    if (other != null) {
      throw new RejectedException(
          Reason.WRONG_KIND, "fields of " + other.label() + ", none of " + kind.label(), ind);
    }
    GenericRowData row = new GenericRowData(fields + 2);
    row.setField(FieldTable.IND, ind);
    setTexts(row, text);
    row.setField(fields, TimestampData.fromEpochMillis(record.arrivalTime));
    row.setField(fields + 1, origins.of(record));
    return row;
  }

  private byte[] payload(Envelope record) throws RejectedException {
    if (record.payload == null || record.payload.length == 0) {
      throw new RejectedException(
          Reason.NOT_JSON, record.payload == null ? "tombstone" : "empty payload");
    }
    if (record.payload.length > bounds.maxBytes) {
      throw new RejectedException(
          Reason.TOO_LARGE,
          record.payload.length + " bytes, more than records.max-bytes=" + bounds.maxBytes);
    }
    return record.payload;
  }

  private void setTexts(GenericRowData row, byte[] text) {
    FieldSpans spans = reader.spans();
    MemorySegment[] plain = {MemorySegmentFactory.wrap(text)};
    int escaped = 0;
    for (int i = 1; i < fields; i++) {
      if (spans.form(i) == Form.PLAIN) {
        int start = spans.start(i);
        row.setField(i, new BinaryStringData(plain, start, spans.end(i) - start));
      } else if (spans.form(i) == Form.ESCAPED) {
        escaped += spans.end(i) - spans.start(i);
      }
    }
    if (escaped > 0) {
      setEscaped(row, text, new byte[escaped]);
    }
  }

  private void setEscaped(GenericRowData row, byte[] text, byte[] resolved) {
    FieldSpans spans = reader.spans();
    MemorySegment[] segments = {MemorySegmentFactory.wrap(resolved)};
    int at = 0;
    for (int i = 1; i < fields; i++) {
      if (spans.form(i) == Form.ESCAPED) {
        int end = JsonEscapes.resolve(text, spans.start(i), spans.end(i), resolved, at);
        StringData value = new BinaryStringData(segments, at, end - at);
        row.setField(i, value);
        at = end;
      }
    }
  }
}
