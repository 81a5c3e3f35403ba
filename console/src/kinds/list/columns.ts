import { useKept } from "../kept";
import type { ListColumn } from "./types";

function names(kept: unknown): string[] | null {
  return Array.isArray(kept) && kept.every((name) => typeof name === "string") ? kept : null;
}

/** The keys that are shown: those chosen before that still exist, or those not hidden by default. */
export function shownKeys<Row>(columns: readonly ListColumn<Row>[], chosen: readonly string[] | null): string[] {
  if (chosen === null) return columns.filter((column) => !column.hidden).map((column) => column.key);
  return columns.filter((column) => chosen.includes(column.key)).map((column) => column.key);
}

export interface ColumnChoice<Row> {
  shown: ListColumn<Row>[];
  keys: string[];
  choose: (keys: string[] | null) => void;
}

export function useColumns<Row>(id: string, columns: readonly ListColumn<Row>[]): ColumnChoice<Row> {
  const [chosen, choose] = useKept<string[] | null>(`shudao.list.${id}.columns`, names);
  const keys = shownKeys(columns, chosen);
  return { shown: columns.filter((column) => keys.includes(column.key)), keys, choose };
}
