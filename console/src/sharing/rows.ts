/** Conditions on rows as people put them together, and as the platform's predicates; nothing here is ever widened. */

export type ColumnType = "text" | "int" | "double" | "bool" | "date" | "timestamp" | (string & {});

export interface RowColumn {
  name: string;
  title: string;
  type: ColumnType;
}

export const OPERATIONS = ["eq", "not_eq", "greater_equal", "less_equal", "between", "in", "starts_with", "is_blank"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One line of the builder; values are what was typed. */
export interface Condition {
  column: string;
  op: Operation;
  values: readonly string[];
}

export type Predicate = Record<string, unknown>;

/** How many values an operation takes; null for any number of them. */
export function valueCount(op: Operation): number | null {
  if (op === "is_blank") return 0;
  if (op === "between") return 2;
  return op === "in" ? null : 1;
}

const ORDERED: readonly Operation[] = ["greater_equal", "less_equal", "between"];

/** What can be asked of a column of this type. */
export function operationsFor(type: ColumnType): Operation[] {
  if (type === "bool") return ["eq", "is_blank"];
  if (type === "text") return OPERATIONS.filter((op) => !ORDERED.includes(op));
  return OPERATIONS.filter((op) => op !== "starts_with");
}

const WHOLE = /^[+-]?\d{1,15}$/;
const DECIMAL = /^[+-]?\d+(\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function typed(text: string, type: ColumnType): unknown {
  const value = text.trim();
  if (type === "int") return WHOLE.test(value) ? Number(value) : undefined;
  if (type === "bool") return value === "true" ? true : value === "false" ? false : undefined;
  if (type === "date") return DAY.test(value) ? { type: "date", value } : undefined;
  if (type === "timestamp") return DAY.test(value) ? { type: "timestamp", value: `${value}T00:00:00+08:00` } : undefined;
  if (type === "double" || type.startsWith("decimal")) return DECIMAL.test(value) ? { type: "decimal", value } : undefined;
  return value === "" ? undefined : value;
}

/** Whether a line says something complete that fits its column. */
export function isComplete(condition: Condition, columns: readonly RowColumn[]): boolean {
  return one(condition, columns) !== null;
}

function one({ column, op, values }: Condition, columns: readonly RowColumn[]): Predicate | null {
  const known = columns.find((each) => each.name === column);
  if (known === undefined || !operationsFor(known.type).includes(op)) return null;
  const wanted = valueCount(op);
  const read = values.slice(0, wanted ?? values.length).map((value) => typed(value, known.type));
  if (read.includes(undefined) || (wanted === null ? read.length === 0 : read.length < wanted)) return null;
  if (op === "is_blank") return { op, column };
  if (op === "between") return { op, column, low: read[0], high: read[1] };
  if (op === "in") return { op, column, values: read };
  return { op, column, value: read[0] };
}

/** All lines together: a row must satisfy each. Null asks for all rows; lines that are not complete are refused. */
export function toPredicate(conditions: readonly Condition[], columns: readonly RowColumn[]): Predicate | null {
  const parts = conditions.map((condition) => one(condition, columns));
  const complete = parts.filter((part) => part !== null);
  if (complete.length < parts.length) throw new Error("a condition is not complete");
  if (complete.length === 0) return null;
  return complete.length === 1 ? (complete[0] ?? null) : { op: "and", parts: complete };
}

function spelled(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value === "string" ? value : JSON.stringify(value);
  const { type, value: inner } = value as { type?: string; value?: unknown };
  const text = typeof inner === "string" ? inner : "";
  return type === "timestamp" ? text.slice(0, 10) : text;
}

function line(predicate: Predicate): Condition | null {
  const { op, column, value, values, low, high } = predicate;
  const known = OPERATIONS.find((each) => each === op);
  if (known === undefined || typeof column !== "string") return null;
  if (known === "is_blank") return { column, op: known, values: [] };
  if (known === "between") return { column, op: known, values: [spelled(low), spelled(high)] };
  if (known === "in") return Array.isArray(values) ? { column, op: known, values: values.map(spelled) } : null;
  return { column, op: known, values: [spelled(value)] };
}

/** The lines of a predicate; null for one that the builder cannot show, which is then kept as it is. */
export function toConditions(predicate: Predicate | null): Condition[] | null {
  if (predicate === null || predicate["op"] === "everything") return [];
  const parts = predicate["op"] === "and" && Array.isArray(predicate["parts"]) ? (predicate["parts"] as Predicate[]) : [predicate];
  const lines = parts.map(line);
  return lines.every((each) => each !== null) ? lines : null;
}
