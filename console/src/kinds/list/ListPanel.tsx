import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { useMemo, useState } from "react";

import { usePhone } from "../../app/media";
import { useText } from "../../i18n";
import { Empty } from "../states/Empty";
import { Failure } from "../states/Failure";
import { Waiting } from "../states/Waiting";
import { BulkBar } from "./BulkBar";
import { useColumns } from "./columns";
import { ExportList } from "./ExportList";
import { ListCards } from "./ListCards";
import styles from "./ListPanel.module.css";
import { ListPager } from "./ListPager";
import { ListTable } from "./ListTable";
import { ListToolbar } from "./ListToolbar";
import { DEFAULT_SIZE, toListQuery } from "./listUrl";
import type { ListProps } from "./types";
import { useKept } from "../kept";
import { useListUrl } from "./useListUrl";

function useSpec<Row>({ id, prefix = "", filters, defaultSort = "" }: ListProps<Row>) {
  const [defaultSize, keepSize] = useKept(`shudao.list.${id}.size`, (kept) => (typeof kept === "number" ? kept : DEFAULT_SIZE));
  const filterKeys = (filters ?? []).map((filter) => filter.key).join(" ");
  const spec = useMemo(
    () => ({ prefix, filters: filterKeys === "" ? [] : filterKeys.split(" "), defaultSort, defaultSize }),
    [prefix, filterKeys, defaultSort, defaultSize],
  );
  return { spec, keepSize };
}

/** Rows with their filters, order and pages in the address. Fills the height it is given and scrolls inside. */
export function ListPanel<Row>(props: ListProps<Row>) {
  const { id, rows, rowKey, rowName, columns, empty, bulk, peek, tools, label } = props;
  const text = useText();
  const phone = usePhone();
  const { spec, keepSize } = useSpec(props);
  const state = useListUrl(spec);
  const choice = useColumns(id, columns);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [peeked, setPeeked] = useState<string | null>(null);

  const query = toListQuery(state.url);
  const answer = useQuery({ ...rows(query), placeholderData: keepPreviousData });
  const items = answer.data?.items ?? [];
  const total = answer.data?.total ?? 0;
  const asked = state.url.q !== "" || Object.keys(state.url.filters).length > 0;
  const peekedRow = items.find((row) => rowKey(row) === peeked);

  // Rows without links hold nothing that takes the focus: the keyboard scrolls them by their frame.
  const still = !phone && props.rowLink === undefined && peek === undefined && bulk === undefined && items.length > 0;
  const reachable = still ? { tabIndex: 0, role: "region", "aria-label": label } : {};

  const body = () => {
    if (answer.data === undefined) {
      return answer.error === null ? (
        <Waiting rows={8} />
      ) : (
        <Failure small cause={answer.error} retry={() => void answer.refetch()} />
      );
    }
    if (items.length === 0 && asked) {
      return (
        <Empty
          title={text.kinds.list.noMatch}
          hint={text.kinds.list.noMatchHint}
          action={<Button onClick={() => state.change({ q: "", filters: {} })}>{text.kinds.list.clear}</Button>}
        />
      );
    }
    if (items.length === 0) return <Empty {...empty} />;
    const shared = {
      list: props,
      items,
      shown: choice.shown,
      busy: answer.isPlaceholderData,
      selected,
      onSelect: bulk === undefined ? undefined : setSelected,
      onPeek: peek === undefined ? undefined : (row: Row) => setPeeked(rowKey(row)),
    };
    return phone ? (
      <ListCards {...shared} />
    ) : (
      <ListTable
        {...shared}
        sort={state.url.sort}
        defaultSort={spec.defaultSort}
        onSort={(sort) => state.change({ sort })}
      />
    );
  };

  return (
    <section className={styles["panel"]} aria-label={label}>
      <ListToolbar
        list={props}
        state={state}
        choice={choice}
        tools={
          <>
            {phone ? null : <ExportList list={props} shown={choice.shown} query={query} total={total} />}
            {tools?.(query, total)}
          </>
        }
      />
      {bulk !== undefined && selected.length > 0 ? (
        <BulkBar actions={bulk} selected={selected} clear={() => setSelected([])} />
      ) : null}
      <div className={styles["body"]} {...reachable}>
        {body()}
      </div>
      <ListPager
        state={state}
        total={total}
        onSize={(size) => {
          keepSize(size);
          state.change({ page: 1 });
        }}
      />
      <Drawer
        open={peekedRow !== undefined}
        onClose={() => setPeeked(null)}
        title={peekedRow === undefined ? "" : rowName(peekedRow)}
        size={phone ? "100%" : 480}
        destroyOnHidden
      >
        {peekedRow === undefined ? null : peek?.(peekedRow)}
      </Drawer>
    </section>
  );
}
