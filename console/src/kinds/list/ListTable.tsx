import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import { Checkbox } from "antd";
import { useEffect, useRef, type KeyboardEvent } from "react";

import { useText } from "../../i18n";
import styles from "./ListTable.module.css";
import { nextSort } from "./listUrl";
import { RowName } from "./RowName";
import { type RowsViewProps, toggled } from "./shared";

interface SortHeadProps {
  title: string;
  sortKey: string | undefined;
  figures?: boolean | undefined;
  sort: string;
  defaultSort: string;
  onSort: (sort: string) => void;
}

function SortHead({ title, sortKey, figures = false, sort, defaultSort, onSort }: SortHeadProps) {
  const text = useText();
  const className = figures ? styles["figures"] : undefined;
  if (sortKey === undefined) {
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  }
  const rising = sort === sortKey;
  const falling = sort === `-${sortKey}`;
  return (
    <th scope="col" className={className} aria-sort={rising ? "ascending" : falling ? "descending" : "none"}>
      <button
        type="button"
        className={styles["sort"]}
        title={text.kinds.list.sortBy(title)}
        onClick={() => onSort(nextSort(sort, sortKey, defaultSort))}
      >
        {title}
        <span className={rising || falling ? styles["arrowOn"] : styles["arrow"]} aria-hidden>
          {falling ? <CaretDownOutlined /> : <CaretUpOutlined />}
        </span>
      </button>
    </th>
  );
}

/** Up and down (or k and j) move along the names of the rows; from elsewhere on the page the first press comes here. */
function useRowKeys(onSpace: ((index: number) => void) | undefined) {
  const body = useRef<HTMLTableSectionElement>(null);
  const names = () => Array.from(body.current?.querySelectorAll<HTMLElement>("[data-row]") ?? []);

  useEffect(() => {
    const enter = (event: globalThis.KeyboardEvent) => {
      const idle = document.activeElement === document.body || document.activeElement?.tagName === "MAIN";
      if (event.key !== "ArrowDown" || !idle) return;
      event.preventDefault();
      names()[0]?.focus();
    };
    addEventListener("keydown", enter);
    return () => removeEventListener("keydown", enter);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = names();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      all[at + step]?.focus();
    } else if (event.key === " " && onSpace !== undefined) {
      event.preventDefault();
      onSpace(at);
    }
  };
  return { body, onKeyDown };
}

interface ListTableProps<Row> extends RowsViewProps<Row> {
  sort: string;
  defaultSort: string;
  onSort: (sort: string) => void;
}

export function ListTable<Row>(props: ListTableProps<Row>) {
  const { list, items, shown, busy, selected, onSelect, onPeek, sort, defaultSort, onSort } = props;
  const text = useText();
  const sorting = { sort, defaultSort, onSort };
  const keys = items.map(list.rowKey);
  const every = keys.every((key) => selected.includes(key));
  const onSpace = (index: number) => {
    const row = items[index];
    if (row === undefined) return;
    if (onPeek !== undefined) onPeek(row);
    else onSelect?.(toggled(selected, list.rowKey(row)));
  };
  const { body, onKeyDown } = useRowKeys(onPeek === undefined && onSelect === undefined ? undefined : onSpace);

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys bubble up from the rows' links
    <table className={styles["table"]} aria-label={list.label} aria-busy={busy} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {onSelect === undefined ? null : (
            <th scope="col" className={styles["tick"]}>
              <Checkbox
                aria-label={text.kinds.list.selectAll}
                checked={every}
                indeterminate={!every && selected.length > 0}
                onChange={() => onSelect(every ? [] : keys)}
              />
            </th>
          )}
          <SortHead title={list.nameColumn.title} sortKey={list.nameColumn.sort} {...sorting} />
          {shown.map((column) => (
            <SortHead key={column.key} title={column.title} sortKey={column.sort} figures={column.figures} {...sorting} />
          ))}
        </tr>
      </thead>
      <tbody ref={body} className={busy ? styles["busy"] : undefined}>
        {items.map((row) => {
          const key = list.rowKey(row);
          const ticked = selected.includes(key);
          return (
            <tr key={key} className={ticked ? styles["ticked"] : undefined}>
              {onSelect === undefined ? null : (
                <td className={styles["tick"]}>
                  <Checkbox
                    aria-label={text.kinds.list.select(list.rowName(row))}
                    checked={ticked}
                    onChange={() => onSelect(toggled(selected, key))}
                  />
                </td>
              )}
              <th scope="row" className={styles["nameCell"]}>
                <RowName list={list} row={row} onPeek={onPeek === undefined ? undefined : () => onPeek(row)} />
              </th>
              {shown.map((column) => (
                <td key={column.key} className={column.figures ? styles["figures"] : undefined}>
                  {column.show(row)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
