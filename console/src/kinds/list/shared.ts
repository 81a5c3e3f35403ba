import type { ListColumn, ListProps } from "./types";

/** What the table and the cards both are given. */
export interface RowsViewProps<Row> {
  list: ListProps<Row>;
  items: readonly Row[];
  shown: readonly ListColumn<Row>[];
  /** The rows of another page are still shown while the wanted ones are on their way. */
  busy: boolean;
  selected: readonly string[];
  onSelect: ((keys: readonly string[]) => void) | undefined;
  onPeek: ((row: Row) => void) | undefined;
}

export function toggled(keys: readonly string[], key: string): string[] {
  return keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
}
