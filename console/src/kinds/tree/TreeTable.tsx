import { CaretDownOutlined, CaretRightOutlined, LoadingOutlined } from "@ant-design/icons";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Link } from "react-router";

import { useText } from "../../i18n";
import type { PlainColumn } from "../table/PlainTable";
import { moveIn, visibleRows, type TreeRow } from "./rows";
import styles from "./TreeTable.module.css";

export interface TreeTableProps<Node> {
  label: string;
  nameTitle: string;
  roots: readonly Node[];
  nodeKey: (node: Node) => string;
  nodeName: (node: Node) => string;
  nodeLink: (node: Node) => string | null;
  /** A word before the name: what kind of thing it is. */
  nodeKind?: (node: Node) => ReactNode;
  /** Whether something can be below it. */
  opens: (node: Node) => boolean;
  /** The nodes below one: undefined while they are on their way. */
  below: (key: string) => readonly Node[] | undefined;
  columns: readonly PlainColumn<Node>[];
  open: ReadonlySet<string>;
  onToggle: (key: string, open: boolean) => void;
}

function Toggle({ row, name, onToggle }: { row: TreeRow<unknown>; name: string; onToggle: () => void }) {
  const words = useText().kinds.map;
  if (!row.opens) return <span className={styles["toggle"]} />;
  const icon = row.loading ? <LoadingOutlined aria-hidden /> : row.open ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />;
  return (
    <button
      type="button"
      className={styles["toggle"]}
      tabIndex={-1}
      aria-label={row.open ? words.collapse(name) : words.expand(name)}
      onClick={onToggle}
    >
      {icon}
    </button>
  );
}

/**
 * A tree with columns. Arrow keys move through it as the tree-grid pattern has it: up and down along the rows, right
 * opens, left closes or goes to the parent, Enter opens the page of the row.
 */
export function TreeTable<Node>(props: TreeTableProps<Node>) {
  const { label, nameTitle, nodeName, nodeLink, nodeKind, columns, onToggle } = props;
  const rows = visibleRows(props);
  const [current, setCurrent] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const at = Math.max(0, rows.findIndex((row) => row.key === current));

  const focus = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    setCurrent(row.key);
    body.current?.querySelectorAll<HTMLElement>("[data-row]")[index]?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const move = moveIn(rows, at, event.key);
    if (move === null) return;
    event.preventDefault();
    if (move.toggle !== undefined) onToggle(move.toggle.key, move.toggle.open);
    else focus(move.to);
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the pattern for trees with columns
    <table role="treegrid" aria-label={label} className={styles["table"]} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <th scope="col">{nameTitle}</th>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.figures ? styles["figures"] : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, index) => {
          const { node, key, depth } = row;
          const name = nodeName(node);
          const to = nodeLink(node);
          const tab = index === at ? 0 : -1;
          return (
            <tr key={key} aria-level={depth + 1} {...(row.opens ? { "aria-expanded": row.open } : {})}>
              <th scope="row" className={styles["nameCell"]}>
                <div className={`${styles["name"] ?? ""} ${styles[`depth${Math.min(depth, 5)}`] ?? ""}`}>
                  <Toggle row={row} name={name} onToggle={() => onToggle(key, !row.open)} />
                  {nodeKind === undefined ? null : <span className={styles["kind"]}>{nodeKind(node)}</span>}
                  {to === null ? (
                    <button
                      type="button"
                      data-row
                      tabIndex={tab}
                      className={styles["plain"]}
                      onFocus={() => setCurrent(key)}
                      onClick={() => onToggle(key, !row.open)}
                    >
                      {name}
                    </button>
                  ) : (
                    <Link to={to} data-row tabIndex={tab} onFocus={() => setCurrent(key)}>
                      {name}
                    </Link>
                  )}
                </div>
              </th>
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-label={column.title}
                  className={column.figures ? styles["figures"] : undefined}
                >
                  {column.show(node)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
