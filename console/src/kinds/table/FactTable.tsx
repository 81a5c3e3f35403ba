import type { ReactNode } from "react";

import styles from "./FactTable.module.css";

export interface FactColumn<Row> {
  key: string;
  title: string;
  show: (row: Row) => ReactNode;
  /** Figures stand at the end of their column. */
  figures?: boolean;
}

interface FactTableProps<Row> {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  /** The first column names the row. */
  columns: readonly FactColumn<Row>[];
  /** Marks rows that the page points at. */
  marked?: (row: Row) => boolean;
}

/** A table that is all there: part of one thing, not a list of its own. On a phone every row is a block of pairs. */
export function FactTable<Row>({ label, rows, rowKey, columns, marked }: FactTableProps<Row>) {
  const [name, ...rest] = columns;
  if (name === undefined) return null;
  return (
    // The frame scrolls sideways where a table has more columns than fit, so the keyboard must reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region has to take the focus
    <div className={styles["frame"]} role="region" aria-label={label} tabIndex={0}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.figures ? styles["figures"] : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} className={marked?.(row) ? styles["marked"] : undefined}>
              <th scope="row">{name.show(row)}</th>
              {rest.map((column) => (
                <td key={column.key} data-label={column.title} className={column.figures ? styles["figures"] : undefined}>
                  {column.show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
