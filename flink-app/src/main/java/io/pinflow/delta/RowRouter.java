package io.pinflow.delta;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;

/** Finds the table and the row in what a sink is given. */
interface RowRouter<T> extends Serializable {

  RowRouter<RowData> SINGLE =
      new RowRouter<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public int table(RowData element) {
          return 0;
        }

        @Override
        public RowData row(RowData element) {
          return element;
        }
      };

  RowRouter<TableRow> MANY =
      new RowRouter<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public int table(TableRow element) {
          return element.table();
        }

        @Override
        public RowData row(TableRow element) {
          return element.row();
        }
      };

  int table(T element);

  RowData row(T element);
}
