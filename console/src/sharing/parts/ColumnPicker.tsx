import { Button, Checkbox } from "antd";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Grade } from "../../kinds/chips/Grade";
import type { SharedColumn } from "../queries";
import styles from "./sharing.module.css";

const NOT_SHARED = "3";

interface ColumnPickerProps {
  columns: readonly SharedColumn[];
  label: string;
  /** Given by the form. */
  id?: string;
  value?: readonly string[];
  onChange?: (names: string[]) => void;
}

export function isShared(column: SharedColumn): boolean {
  return column.share_type !== NOT_SHARED;
}

/** What stands beside a column's title: its grade, and whether it is a key or about a person. */
export function ColumnMarks({ column }: { column: SharedColumn }) {
  const words = useText().sharing.fields;
  return (
    <span className={styles["marks"]}>
      {column.is_key ? <span className={styles["mark"]}>{words.key}</span> : null}
      {column.is_personal ? <span className={styles["mark"]}>{words.personal}</span> : null}
      <Grade grade={column.grade} />
    </span>
  );
}

/** Columns of a data set to tick, each with its grade; what is not shared says so and cannot be ticked. */
export function ColumnPicker({ columns, label, id, value = [], onChange }: ColumnPickerProps) {
  const words = useText().sharing.apply;
  const open = columns.filter(isShared).map((column) => column.name);
  // The order of the data set, however it was ticked.
  const put = (names: readonly string[]) => onChange?.(open.filter((name) => names.includes(name)));
  const toggle = (name: string) => put(value.includes(name) ? value.filter((other) => other !== name) : [...value, name]);
  return (
    <div className={styles["columns"]} role="group" aria-label={label} id={id}>
      <div className={styles["columnsHead"]}>
        <span aria-live="polite">{words.chosen(formatNumber(value.length))}</span>
        <Button type="link" size="small" onClick={() => put(open)}>
          {words.all}
        </Button>
      </div>
      {columns.map((column) => (
        <div key={column.name} className={styles["column"]}>
          <Checkbox checked={value.includes(column.name)} disabled={!isShared(column)} onChange={() => toggle(column.name)}>
            {column.title} <code className={styles["name"]}>{column.name}</code>
          </Checkbox>
          {isShared(column) ? null : <span className={styles["refused"]}>{words.notShared}</span>}
          <ColumnMarks column={column} />
        </div>
      ))}
    </div>
  );
}
