import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { type Condition, type Operation, operationsFor, type RowColumn, valueCount } from "../rows";
import styles from "./sharing.module.css";

interface RowsBuilderProps {
  columns: readonly RowColumn[];
  label: string;
  /** Given by the form. */
  id?: string;
  value?: readonly Condition[];
  onChange?: (conditions: Condition[]) => void;
}

interface ValueProps {
  condition: Condition;
  type: string;
  put: (values: string[]) => void;
}

function Values({ condition, type, put }: ValueProps) {
  const text = useText();
  const words = text.sharing.apply;
  const { op, values } = condition;
  const count = valueCount(op);
  if (count === 0) return null;
  if (count === null) {
    return (
      <Select<string[]>
        mode="tags"
        className={styles["tags"] ?? ""}
        open={false}
        suffix={null}
        tokenSeparators={[",", "，", "、", " "]}
        aria-label={words.conditionValues}
        placeholder={words.conditionValues}
        value={[...values]}
        onChange={put}
      />
    );
  }
  if (type === "bool") {
    return (
      <Select
        aria-label={words.conditionValue}
        value={values[0] ?? null}
        options={[
          { value: "true", label: text.common.yes },
          { value: "false", label: text.common.no },
        ]}
        onChange={(value: string) => put([value])}
      />
    );
  }
  const putAt = (at: number, value: string) =>
    put(Array.from({ length: count }, (_, i) => (i === at ? value : (values[i] ?? ""))));
  if (type === "date" || type === "timestamp") {
    return Array.from({ length: count }, (_, at) => (
      <DayField key={at} aria-label={words.conditionValue} value={values[at] ?? ""} onChange={(day) => putAt(at, day)} />
    ));
  }
  return Array.from({ length: count }, (_, at) => (
    <Input
      key={at}
      aria-label={words.conditionValue}
      placeholder={words.conditionValue}
      value={values[at] ?? ""}
      onChange={(event) => putAt(at, event.target.value)}
    />
  ));
}

/** Conditions on rows, all of which a row must satisfy: column, comparison, values. */
export function RowsBuilder({ columns, label, id, value = [], onChange }: RowsBuilderProps) {
  const text = useText();
  const words = text.sharing.apply;
  const typeOf = (name: string) => columns.find((column) => column.name === name)?.type ?? "text";
  const replace = (at: number, next: Condition) => onChange?.(value.map((old, i) => (i === at ? next : old)));
  const ask = (at: number, column: string) => {
    const op = value[at]?.op ?? "eq";
    const allowed = operationsFor(typeOf(column));
    replace(at, { column, op: allowed.includes(op) ? op : (allowed[0] ?? "eq"), values: [] });
  };
  return (
    <div className={styles["rows"]} role="group" aria-label={label} id={id}>
      {value.length === 0 ? <span className={styles["quiet"]}>{text.sharing.fields.allRows}</span> : null}
      {value.map((condition, at) => (
        <div key={at} className={styles["condition"]}>
          <Select
            aria-label={words.conditionColumn}
            value={condition.column || null}
            placeholder={words.conditionColumn}
            showSearch={{ optionFilterProp: "label" }}
            options={columns.map((column) => ({ value: column.name, label: column.title }))}
            onChange={(column: string) => ask(at, column)}
          />
          <Select<Operation>
            aria-label={words.conditionOperation}
            value={condition.op}
            options={operationsFor(typeOf(condition.column)).map((op) => ({ value: op, label: text.sharing.operations[op] }))}
            onChange={(op) => replace(at, { ...condition, op, values: valueCount(op) === 0 ? [] : condition.values })}
          />
          <span className={styles["values"]}>
            <Values condition={condition} type={typeOf(condition.column)} put={(values) => replace(at, { ...condition, values })} />
          </span>
          <Button
            icon={<DeleteOutlined aria-hidden />}
            aria-label={words.removeCondition}
            onClick={() => onChange?.(value.filter((_, i) => i !== at))}
          />
        </div>
      ))}
      <div>
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => onChange?.([...value, { column: "", op: "eq", values: [] }])}>
          {words.addCondition}
        </Button>
      </div>
    </div>
  );
}
