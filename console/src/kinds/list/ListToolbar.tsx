import { FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Drawer, Input, Select } from "antd";
import { useEffect, useState, type ReactNode } from "react";

import { usePhone } from "../../app/media";
import { useText } from "../../i18n";
import type { ColumnChoice } from "./columns";
import { ColumnChooser } from "./ColumnChooser";
import { FilterFields } from "./FilterFields";
import styles from "./ListToolbar.module.css";
import { SavedViews } from "./SavedViews";
import type { ListProps } from "./types";
import type { ListUrlState } from "./useListUrl";

const TYPING_PAUSE_MS = 250;

interface ToolbarProps<Row> {
  list: ListProps<Row>;
  state: ListUrlState;
  choice: ColumnChoice<Row>;
  tools: ReactNode;
}

/** The words go into the address once typing pauses. */
function SearchField({ state, label }: { state: ListUrlState; label: string }) {
  const { q } = state.url;
  const [words, setWords] = useState(q);
  const [seen, setSeen] = useState(q);
  if (seen !== q) {
    setSeen(q);
    if (q !== words.trim()) setWords(q);
  }
  useEffect(() => {
    if (words.trim() === q) return undefined;
    const timer = setTimeout(() => state.change({ q: words.trim() }), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, q, state]);
  return (
    <Input
      className={styles["search"] ?? ""}
      prefix={<SearchOutlined aria-hidden />}
      value={words}
      allowClear
      placeholder={label}
      aria-label={label}
      onChange={(event) => setWords(event.target.value)}
    />
  );
}

function sortableOf<Row>(list: ListProps<Row>) {
  return [list.nameColumn, ...list.columns].filter((column) => column.sort !== undefined);
}

function SortField<Row>({ list, state }: { list: ListProps<Row>; state: ListUrlState }) {
  const words = useText().kinds.list;
  const sortable = sortableOf(list);
  if (sortable.length === 0) return null;
  const options = sortable.flatMap((column) => [
    { value: column.sort ?? "", label: `${column.title} ${words.ascending}` },
    { value: `-${column.sort ?? ""}`, label: `${column.title} ${words.descending}` },
  ]);
  return (
    <label className={styles["field"]}>
      <span>{words.sort}</span>
      <Select value={state.url.sort} options={options} onChange={(sort) => state.change({ sort })} />
    </label>
  );
}

/** On a phone the filters and the order are behind one button. */
function PhoneFilters<Row>({ list, state }: { list: ListProps<Row>; state: ListUrlState }) {
  const words = useText().kinds.list;
  const [open, setOpen] = useState(false);
  const count = Object.keys(state.url.filters).length;
  if ((list.filters ?? []).length === 0 && sortableOf(list).length === 0) return null;
  return (
    <>
      <Button icon={<FilterOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {count === 0 ? words.filters : words.filtersOn(count)}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="70%"
        title={words.filters}
        footer={
          <Button type="primary" block onClick={() => setOpen(false)}>
            {words.apply}
          </Button>
        }
      >
        <div className={styles["stack"]}>
          <FilterFields filters={list.filters ?? []} state={state} labelled />
          <SortField list={list} state={state} />
        </div>
      </Drawer>
    </>
  );
}

export function ListToolbar<Row>({ list, state, choice, tools }: ToolbarProps<Row>) {
  const words = useText().kinds.list;
  const phone = usePhone();
  const filters = list.filters ?? [];
  const asked = state.url.q !== "" || Object.keys(state.url.filters).length > 0;
  return (
    <div className={styles["bar"]}>
      {list.searchable === false ? null : <SearchField state={state} label={words.search} />}
      {phone ? <PhoneFilters list={list} state={state} /> : <FilterFields filters={filters} state={state} />}
      {asked ? (
        <Button type="text" onClick={() => state.change({ q: "", filters: {} })}>
          {words.clear}
        </Button>
      ) : null}
      <div className={styles["tools"]}>
        {phone ? null : <SavedViews id={list.id} state={state} />}
        {phone ? null : <ColumnChooser columns={list.columns} choice={choice} />}
        {tools}
      </div>
    </div>
  );
}
