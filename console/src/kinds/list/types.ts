import type { ReactNode } from "react";

import type { ListQuery, RowsQuery } from "../../api/paging";
import type { EmptyWords } from "../states/Empty";

export interface ListColumn<Row> {
  key: string;
  title: string;
  show: (row: Row) => ReactNode;
  /** The platform's name of this sort order, where the list can be sorted by it. */
  sort?: string;
  /** Figures stand at the end of their column. */
  figures?: boolean;
  /** Not shown until somebody chooses it. */
  hidden?: boolean;
}

interface BaseFilter {
  /** The query parameter, in the address and towards the platform. */
  key: string;
  label: string;
}

export type ListFilter =
  | (BaseFilter & { kind: "choice"; options: readonly { value: string; label: string }[] })
  | (BaseFilter & { kind: "text" })
  | (BaseFilter & { kind: "day" });

export interface BulkAction {
  key: string;
  /** Says how many: "签收 3 条". */
  label: (count: number) => string;
  run: (keys: readonly string[]) => Promise<unknown>;
  danger?: boolean;
}

export interface ListProps<Row> {
  /** Names what is kept on this computer for the list: columns, page size, saved views. */
  id: string;
  /** What the list is called, for screen readers and the empty state. */
  label: string;
  /** The query of one page of rows; made with `rowsOf` in the module's queries. */
  rows: (query: ListQuery) => RowsQuery<Row>;
  rowKey: (row: Row) => string;
  /** The name of a row; it is the first column, and the link that the keyboard moves along. */
  rowName: (row: Row) => string;
  rowLink?: (row: Row) => string | null;
  /** The first column's title, and its sort order where it has one. */
  nameColumn: { title: string; sort?: string };
  columns: readonly ListColumn<Row>[];
  filters?: readonly ListFilter[];
  /** Whether the platform searches this list by words; true unless said otherwise. */
  searchable?: boolean;
  defaultSort?: string;
  empty: EmptyWords;
  bulk?: readonly BulkAction[];
  /** A quick look in a drawer, opened by the space bar or the row's button. */
  peek?: (row: Row) => ReactNode;
  /** Export and other buttons at the end of the tool bar; they are given what the list shows. */
  tools?: (query: ListQuery, total: number) => ReactNode;
  /** Keeps several lists of one page apart in the address. */
  prefix?: string;
}
