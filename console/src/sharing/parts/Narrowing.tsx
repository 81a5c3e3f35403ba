import { Checkbox, Select } from "antd";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import type { Application, ReviewBody } from "../queries";
import { type Condition, isComplete, toPredicate } from "../rows";
import { ColumnMarks } from "./ColumnPicker";
import { RowsBuilder } from "./RowsBuilder";
import styles from "./sharing.module.css";

type Mask = NonNullable<ReviewBody["masks"]>[string];

/** What the source agrees to of what was asked: it can only be less. */
export interface Narrowed {
  columns: string[];
  masks: Record<string, Mask>;
  rows: Condition[];
  validTo: string;
}

export const everythingAsked = (application: Application): Narrowed => ({
  columns: application.columns,
  masks: {},
  rows: [],
  validTo: "",
});

/** The decision as it is sent. Throws while the further limits on rows are not complete. */
export function narrowedBody(narrowed: Narrowed, application: Application): Pick<ReviewBody, "columns" | "masks" | "and_where" | "valid_to"> {
  const kept = Object.entries(narrowed.masks).filter(([name]) => narrowed.columns.includes(name));
  return {
    columns: narrowed.columns,
    masks: Object.fromEntries(kept),
    and_where: toPredicate(narrowed.rows, application.available_columns),
    ...(narrowed.validTo === "" ? {} : { valid_to: narrowed.validTo }),
  };
}

export const isWhole = (narrowed: Narrowed, application: Application): boolean =>
  narrowed.columns.length > 0 && narrowed.rows.every((row) => isComplete(row, application.available_columns));

interface NarrowingProps {
  application: Application;
  value: Narrowed;
  onChange: (next: Narrowed) => void;
}

/** Ticks off columns, masks values, limits rows, brings the end nearer. */
export function Narrowing({ application, value, onChange }: NarrowingProps) {
  const text = useText();
  const words = text.sharing.review;
  const asked = application.available_columns.filter((column) => application.columns.includes(column.name));
  const masks = text.kinds.table.masks;
  const toggle = (name: string) => {
    const columns = asked.map((column) => column.name).filter((each) => (each === name) !== value.columns.includes(each));
    onChange({ ...value, columns });
  };
  const mask = (name: string, chosen: Mask | "none") => {
    const others = Object.fromEntries(Object.entries(value.masks).filter(([each]) => each !== name));
    onChange({ ...value, masks: chosen === "none" ? others : { ...others, [name]: chosen } });
  };
  return (
    <div className={styles["stackFields"]}>
      <div>
        <span className={styles["label"]}>{words.partialColumns}</span>
        <div className={styles["columns"]} role="group" aria-label={words.partialColumns}>
          {asked.map((column) => (
            <div key={column.name} className={styles["column"]}>
              <Checkbox checked={value.columns.includes(column.name)} onChange={() => toggle(column.name)}>
                {column.title}
              </Checkbox>
              <ColumnMarks column={column} />
              <Select<Mask | "none">
                size="small"
                className={styles["mask"] ?? ""}
                aria-label={words.partialMasks(column.title)}
                disabled={!value.columns.includes(column.name)}
                value={value.masks[column.name] ?? "none"}
                options={[
                  { value: "none", label: words.partialNoMask },
                  ...Object.entries(masks).map(([key, label]) => ({ value: key as Mask, label })),
                ]}
                onChange={(chosen) => mask(column.name, chosen)}
              />
            </div>
          ))}
        </div>
        <span className={styles["quiet"]}>{words.partialColumnsHelp}</span>
      </div>
      <div>
        <span className={styles["label"]}>{words.partialRows}</span>
        <RowsBuilder
          columns={application.available_columns}
          label={words.partialRows}
          value={value.rows}
          onChange={(rows) => onChange({ ...value, rows })}
        />
        <span className={styles["quiet"]}>{words.partialRowsHelp}</span>
      </div>
      <div>
        <label className={styles["label"]} htmlFor="narrowed-end">
          {words.partialTo}
        </label>
        <DayField id="narrowed-end" value={value.validTo} onChange={(validTo) => onChange({ ...value, validTo })} />
        <span className={styles["quiet"]}>{words.partialToHelp}</span>
      </div>
    </div>
  );
}
