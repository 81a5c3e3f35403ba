import { Button, Input, Select } from "antd";
import type { KeyboardEvent } from "react";

import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { Grade } from "../../kinds/chips/Grade";
import type { DraftColumn, SheetColumn } from "../queries";
import { proposedOf } from "./sheet";
import styles from "./systems.module.css";

type GradeValue = NonNullable<DraftColumn["grade"]>;

interface ColumnRowProps {
  column: SheetColumn;
  typed: DraftColumn;
  editing: boolean;
  change: (changes: Partial<DraftColumn>) => void;
  onEdit: (open: boolean) => void;
  onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** A column with what it is meant to become; the check box is what the keyboard moves along. */
export function ColumnRow({ column, typed, editing, change, onEdit, onKey }: ColumnRowProps) {
  const words = useText().systems.confirm;
  const name = column.column.name;
  return (
    <li className={styles["row"]}>
      <input
        type="checkbox"
        className={styles["pick"]}
        data-column={name}
        aria-label={words.pick(name)}
        checked={typed.is_picked}
        onChange={(event) => change({ is_picked: event.target.checked })}
        onKeyDown={onKey}
      />
      <div className={styles["what"]}>
        <code>{name}</code>
        <span className={styles["name"]}>{typed.name}</span>
        {typed.data_element ? <code>{typed.data_element}</code> : null}
        <Grade grade={typed.grade ?? null} />
        <span className={styles["quiet"]}>{[column.column.type, column.column.comment].filter(Boolean).join(" ")}</span>
        {column.attribute_code === null ? null : (
          <span className={styles["quiet"]}>
            {words.mapped} {column.attribute_name}
          </span>
        )}
      </div>
      <Button size="small" onClick={() => onEdit(!editing)}>
        {editing ? words.closeEdit : words.edit}
      </Button>
      {editing ? <Fields column={column} typed={typed} change={change} /> : null}
    </li>
  );
}

function Fields({ column, typed, change }: Pick<ColumnRowProps, "column" | "typed" | "change">) {
  const text = useText();
  const words = text.systems.confirm;
  const grades = Object.entries(text.format.grade.words).map(([value, label]) => ({ value: value as GradeValue, label }));
  const bilingual = useBilingual();
  const proposed = proposedOf(column);
  const matches = [proposed?.element ?? null, ...(proposed?.alternatives ?? [])].filter((match) => match !== null);
  const elements = matches.map((match) => ({ value: match.code, label: `${match.name}（${match.code}）` }));
  const grade = proposed?.grade ?? null;
  const neighbours = (grade?.neighbours ?? []).map((each) => `${each.name} ${each.grade}`).join(text.common.listJoin);
  return (
    <div className={styles["fields"]}>
      <label className={styles["label"]}>
        {words.name}
        <Input
          maxLength={100}
          value={typed.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </label>
      <label className={styles["label"]}>
        {words.field}
        <Input maxLength={60} value={typed.field} onChange={(event) => change({ field: event.target.value })} />
      </label>
      <div className={styles["label"]}>
        <span>{words.element}</span>
        <Select
          aria-label={words.element}
          value={typed.data_element ?? ""}
          options={[{ value: "", label: words.noElement }, ...elements]}
          onChange={(code) => change({ data_element: code === "" ? null : code })}
        />
      </div>
      <div className={styles["label"]}>
        <span>{words.grade}</span>
        <Select<GradeValue | "">
          aria-label={words.grade}
          value={typed.grade ?? ""}
          options={[{ value: "" as const, label: words.noGrade }, ...grades]}
          onChange={(value) => change({ grade: value === "" ? null : value })}
        />
      </div>
      {grade === null ? null : (
        <p className={styles["quiet"]}>
          {words.why} {grade.grade} {bilingual(grade.zh, grade.en)}
          {neighbours === "" ? null : <> {words.neighbours} {neighbours}</>}
        </p>
      )}
    </div>
  );
}
