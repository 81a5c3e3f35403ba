import { Button, Checkbox } from "antd";

import { useText } from "../../i18n";
import styles from "./ListCards.module.css";
import { RowName } from "./RowName";
import { type RowsViewProps, toggled } from "./shared";

/** The rows of a list on a phone. */
export function ListCards<Row>({ list, items, shown, busy, selected, onSelect, onPeek }: RowsViewProps<Row>) {
  const text = useText();
  return (
    <ul className={styles["cards"]} aria-busy={busy}>
      {items.map((row) => {
        const key = list.rowKey(row);
        const linked = (list.rowLink?.(row) ?? null) !== null;
        return (
          <li key={key} className={styles["card"]}>
            <div className={styles["head"]}>
              <RowName list={list} row={row} onPeek={onPeek === undefined ? undefined : () => onPeek(row)} />
              {onSelect === undefined ? null : (
                <Checkbox
                  className={styles["tick"] ?? ""}
                  aria-label={text.kinds.list.select(list.rowName(row))}
                  checked={selected.includes(key)}
                  onChange={() => onSelect(toggled(selected, key))}
                />
              )}
            </div>
            <dl className={styles["pairs"]}>
              {shown.map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.show(row)}</dd>
                </div>
              ))}
            </dl>
            {linked && onPeek !== undefined ? (
              <Button type="link" onClick={() => onPeek(row)}>
                {text.common.more}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
