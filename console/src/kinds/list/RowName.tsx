import { Link } from "react-router";

import styles from "./ListTable.module.css";
import type { ListProps } from "./types";

/** The name of a row: a link, or a button where a quick look is all there is. The keyboard moves along these. */
export function RowName<Row>({ list, row, onPeek }: { list: ListProps<Row>; row: Row; onPeek: (() => void) | undefined }) {
  const name = list.rowName(row);
  const to = list.rowLink?.(row) ?? null;
  if (to !== null) {
    return (
      <Link to={to} data-row className={styles["name"]}>
        {name}
      </Link>
    );
  }
  if (onPeek === undefined) return <span className={styles["name"]}>{name}</span>;
  return (
    <button type="button" data-row className={styles["nameButton"]} onClick={onPeek}>
      {name}
    </button>
  );
}
