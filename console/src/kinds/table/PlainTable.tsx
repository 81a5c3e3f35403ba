import { Tooltip } from "antd";
import type { ReactNode } from "react";

import styles from "./Table.module.css";

export interface PlainColumn<Row> {
  key: string;
  title: string;
  show: (row: Row) => ReactNode;
  /** Figures stand at the end of their column. */
  figures?: boolean;
  /** What exactly the column says, one hover away. */
  definition?: string;
}

interface PlainTableProps<Row> {
  /** What the table is, for screen readers. */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The first one names the row. */
  columns: readonly PlainColumn<Row>[];
}

/** A short table inside a page, all of it at once; on a phone each row is a card. Longer ones are lists. */
export function PlainTable<Row>({ label, rows, rowKey, columns }: PlainTableProps<Row>) {
  const [first, ...others] = columns;
  if (first === undefined) return null;
  return (
    <table className={styles["plain"]} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.figures ? styles["figures"] : undefined}>
              <Tooltip title={column.definition}>
                <span>{column.title}</span>
              </Tooltip>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            <th scope="row">{first.show(row)}</th>
            {others.map((column) => (
              <td key={column.key} data-label={column.title} className={column.figures ? styles["figures"] : undefined}>
                {column.show(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
