import type { ReactNode } from "react";

import { formatSecond } from "../../format/dates";
import { useText } from "../../i18n";
import styles from "./Table.module.css";

export interface DataColumn {
  name: string;
  title: string;
  mask?: string | null;
}

export type DataRow = Record<string, unknown>;

interface RowsTableProps {
  label: string;
  columns: readonly DataColumn[];
  rows: readonly DataRow[];
  /** What is known of a row beside its values, in a column of its own at the end. */
  note?: { title: string; show: (row: DataRow) => ReactNode };
}

/** A moment as the platform writes it into an answer. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
/** Up to this length a value stands on one line. */
const SHORT = 20;

function wordsOf(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return MOMENT.test(value) ? formatSecond(value) : value;
}

function Cell({ value, masked }: { value: unknown; masked: boolean }) {
  const text = useText();
  if (value === null || value === undefined) {
    return <span className={styles["nothing"]}>{masked ? text.kinds.table.masks.suppress : text.kinds.table.blank}</span>;
  }
  if (typeof value === "boolean") return <>{value ? text.common.yes : text.common.no}</>;
  const words = wordsOf(value);
  return <span className={words.length <= SHORT ? styles["short"] : undefined}>{words}</span>;
}

type MaskName = keyof ReturnType<typeof useText>["kinds"]["table"]["masks"];

/** How a column is masked, in a word. */
export function MaskWord({ mask }: { mask: string | null | undefined }) {
  const words = useText().kinds.table.masks;
  if (!mask) return null;
  return <span className={styles["mask"]}>{mask in words ? words[mask as MaskName] : mask}</span>;
}

/** Rows of a data set as the platform shows them to whoever asks; each column says how it is masked. */
export function RowsTable({ label, columns, rows, note }: RowsTableProps) {
  return (
    // A wide table scrolls inside its frame: the keyboard has to reach the frame.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region is reached by the keyboard
    <div className={styles["frame"]} role="region" aria-label={label} tabIndex={0}>
      <table className={styles["rows"]}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col">
                {column.title}
                <MaskWord mask={column.mask} />
              </th>
            ))}
            {note === undefined ? null : <th scope="col">{note.title}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.name} data-label={column.title}>
                  <Cell value={row[column.name]} masked={column.mask === "suppress"} />
                </td>
              ))}
              {note === undefined ? null : <td data-label={note.title}>{note.show(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
