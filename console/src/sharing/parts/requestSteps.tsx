import { Input, Radio, Select } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";

import type { Dictionary } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import type { FormField, FormStep } from "../../kinds/form/types";
import type { CartItem, SharedColumn, Target } from "../queries";
import { type Condition, isComplete, toPredicate } from "../rows";
import { ColumnPicker } from "./ColumnPicker";
import { RowsBuilder } from "./RowsBuilder";
import { RowsWords } from "./RowsWords";
import { termWords } from "./words";

/** What is typed into a request, by field; columns and rows carry the data set's code in their names. */
export type RequestValues = Record<string, unknown>;

export const columnsField = (code: string) => `columns:${code}`;
export const rowsField = (code: string) => `rows:${code}`;

const TABLE_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

const textOf = (values: RequestValues, name: string) => {
  const value = values[name];
  return typeof value === "string" ? value : "";
};
export const columnsOf = (values: RequestValues, name: string): string[] => {
  const value = values[name];
  return Array.isArray(value) ? value.map(String) : [];
};
export const conditionsOf = (values: RequestValues, name: string): Condition[] => {
  const value = values[name];
  return Array.isArray(value) ? (value as Condition[]) : [];
};

interface PickedData {
  /** Tells this data set's fields apart from those of others in the same form. */
  code: string;
  title: string;
  intro?: ReactNode;
  columns: readonly SharedColumn[];
  /** A condition that the builder cannot show stays as it is, and is not asked for. */
  fixedRows?: boolean;
}

/** Which columns and which rows of one data set. */
export function pickStep(data: PickedData, text: Dictionary): FormStep<RequestValues> {
  const words = text.sharing;
  const titles = (names: string[]) => names.map((name) => data.columns.find((column) => column.name === name)?.title ?? name);
  const someColumns = (_: unknown, value: unknown) =>
    Array.isArray(value) && value.length > 0 ? Promise.resolve() : Promise.reject(new Error(words.apply.columnsMissing));
  const wholeRows = (_: unknown, value: unknown) =>
    ((value ?? []) as Condition[]).every((condition) => isComplete(condition, data.columns))
      ? Promise.resolve()
      : Promise.reject(new Error(words.apply.rowsIncomplete));
  const rows: FormField<RequestValues> = {
    name: rowsField(data.code),
    label: words.fields.rows,
    help: words.apply.rowsHelp,
    rules: [{ validator: wholeRows, validateTrigger: "onSubmit" }],
    input: <RowsBuilder columns={data.columns} label={words.fields.rows} />,
    show: (value) => <RowsWords conditions={(value ?? []) as Condition[]} columns={data.columns} />,
  };
  return {
    key: data.code,
    title: data.title,
    intro: data.intro,
    fields: [
      {
        name: columnsField(data.code),
        label: words.fields.columns,
        help: words.apply.columnsHelp,
        rules: [{ validator: someColumns, validateTrigger: "onSubmit" }],
        input: <ColumnPicker columns={data.columns} label={words.fields.columns} />,
        show: (value) => titles((value ?? []) as string[]).join(text.common.listJoin) || text.kinds.form.notFilled,
      },
      ...(data.fixedRows ? [] : [rows]),
    ],
  };
}

/** What for, and by which right. */
export function whyStep(text: Dictionary): FormStep<RequestValues> {
  const { apply, fields } = text.sharing;
  return {
    key: "why",
    title: apply.why,
    fields: [
      {
        name: "purpose",
        label: fields.purpose,
        required: true,
        help: apply.purposeHelp,
        example: apply.purposeExample,
        input: <Input maxLength={500} />,
      },
      {
        name: "scenario",
        label: fields.scenario,
        required: true,
        help: apply.scenarioHelp,
        example: apply.scenarioExample,
        input: <Input.TextArea rows={3} maxLength={1000} showCount />,
      },
      {
        name: "legal_basis",
        label: fields.basis,
        required: true,
        help: apply.basisHelp,
        example: apply.basisExample,
        input: <Input maxLength={500} />,
      },
    ],
  };
}

function targetFields(targets: readonly Target[], several: boolean, text: Dictionary): FormField<RequestValues>[] {
  const { apply, fields } = text.sharing;
  const pushed = (values: RequestValues) => textOf(values, "method") === "table";
  return [
    {
      name: "target_code",
      label: fields.target,
      required: true,
      when: pushed,
      help: (
        <>
          {targets.length === 0 ? apply.targetNone : apply.targetHelp} <Link to="/sharing/targets/new">{apply.registerTarget}</Link>
        </>
      ),
      input: <Select options={targets.map((target) => ({ value: target.code, label: `${target.name} (${target.place})` }))} />,
      show: (value) => targets.find((target) => target.code === value)?.name ?? text.kinds.form.notFilled,
    },
    {
      name: "target_table",
      label: fields.table,
      required: true,
      when: pushed,
      help: several ? apply.tableHelpMany : apply.tableHelp,
      example: apply.tableExample,
      rules: [{ pattern: TABLE_NAME, message: apply.tableWrong }],
      input: <Input spellCheck={false} autoCapitalize="off" maxLength={60} />,
    },
  ];
}

/** How the data comes, for how long, and how pressing it is. */
export function howStep(targets: readonly Target[], several: boolean, text: Dictionary): FormStep<RequestValues> {
  const { apply, fields, methods, frequencies } = text.sharing;
  const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
  const notBefore = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: (_: unknown, value: unknown) => {
      const from = getFieldValue("valid_from");
      const wrong = typeof from === "string" && typeof value === "string" && value < from;
      return wrong ? Promise.reject(new Error(apply.termWrong)) : Promise.resolve();
    },
  });
  const word = (words: Record<string, string>) => (value: unknown) => words[String(value)] ?? text.kinds.form.notFilled;
  return {
    key: "how",
    title: apply.how,
    fields: [
      {
        name: "method",
        label: fields.method,
        required: true,
        help: apply.methodHelp,
        input: <Radio.Group options={options(methods)} />,
        show: word(methods),
      },
      ...targetFields(targets, several, text),
      {
        name: "frequency",
        label: fields.frequency,
        required: true,
        help: apply.frequencyHelp,
        when: (values) => textOf(values, "method") === "table",
        input: <Radio.Group options={options(frequencies)} />,
        show: word(frequencies),
      },
      { name: "valid_from", label: fields.from, required: true, input: <DayField /> },
      {
        name: "valid_to",
        label: fields.to,
        required: true,
        help: apply.termHelp,
        rules: [notBefore],
        input: <DayField />,
      },
      {
        name: "urgency",
        label: fields.urgency,
        required: true,
        help: apply.urgencyHelp,
        input: <Radio.Group options={options(text.work.urgencies)} />,
        show: word(text.work.urgencies),
      },
    ],
  };
}

/** The parts of a request that do not depend on the data set. */
export function commonPart(values: RequestValues) {
  const pushed = textOf(values, "method") === "table";
  return {
    purpose: textOf(values, "purpose"),
    scenario: textOf(values, "scenario"),
    legal_basis: textOf(values, "legal_basis"),
    method: textOf(values, "method") as NonNullable<CartItem["method"]>,
    frequency: (pushed ? textOf(values, "frequency") : "once") as NonNullable<CartItem["frequency"]>,
    valid_from: textOf(values, "valid_from") || null,
    valid_to: textOf(values, "valid_to") || null,
    urgency: textOf(values, "urgency") as NonNullable<CartItem["urgency"]>,
    target_code: pushed ? textOf(values, "target_code") : "",
    target_table: pushed ? textOf(values, "target_table") : "",
  };
}

/** The columns and rows asked of one data set. */
export function scopePart(values: RequestValues, code: string, columns: readonly SharedColumn[]) {
  return {
    columns: columnsOf(values, columnsField(code)),
    where: toPredicate(conditionsOf(values, rowsField(code)), columns),
  };
}

/** The term in words, for summaries. */
export const termOf = (values: RequestValues, text: Dictionary) =>
  termWords(textOf(values, "valid_from") || null, textOf(values, "valid_to") || null, text);
