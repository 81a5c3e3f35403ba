import { Tooltip } from "antd";
import { Link } from "react-router";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../chips/Chip";
import type { Tone } from "../chips/tones";
import { Figures, type Figure } from "../home/Figures";
import { PageHead, type PageHeadProps } from "../page/PageHead";
import { Section } from "../page/Section";
import styles from "./Board.module.css";

export interface BoardColumn {
  key: string;
  title: string;
  /** What exactly is counted. */
  definition?: string;
}

export interface BoardCell {
  /** Already formatted; with a word where a colour alone would have to speak. */
  value: string;
  tone?: Tone;
  /** The rows behind the number. */
  to?: string;
}

export interface BoardRow {
  key: string;
  name: string;
  to?: string;
  /** Under the name: whose it is. */
  note?: string;
  cells: Record<string, BoardCell>;
}

export interface BoardKindProps {
  head: PageHeadProps;
  asOf: string;
  /** Where the numbers come from. */
  source?: string;
  figures?: readonly Figure[];
  table: { title: string; rowTitle: string; columns: readonly BoardColumn[]; rows: readonly BoardRow[] };
}

function Cell({ cell }: { cell: BoardCell | undefined }) {
  const text = useText();
  if (cell === undefined) return <>{text.common.none}</>;
  const words = cell.tone === undefined ? cell.value : <Chip tone={cell.tone}>{cell.value}</Chip>;
  return cell.to === undefined ? <>{words}</> : <Link to={cell.to}>{words}</Link>;
}

function BoardTable({ title, rowTitle, columns, rows }: BoardKindProps["table"]) {
  return (
    // A wide table scrolls inside its frame: the keyboard has to reach the frame.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region is reached by the keyboard
    <div className={styles["frame"]} role="region" aria-label={title} tabIndex={0}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{rowTitle}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <Tooltip title={column.definition}>
                  <span>{column.title}</span>
                </Tooltip>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.to === undefined ? row.name : <Link to={row.to}>{row.name}</Link>}
                {row.note === undefined ? null : <span className={styles["note"]}>{row.note}</span>}
              </th>
              {columns.map((column) => (
                <td key={column.key} data-label={column.title}>
                  <Cell cell={row.cells[column.key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Page kind 6: how things stand by department; every number leads to its rows and carries its definition. */
export function BoardKind({ head, asOf, source, figures, table }: BoardKindProps) {
  const text = useText();
  const words = text.kinds.board;
  return (
    <>
      <PageHead
        {...head}
        intro={
          <span className={styles["intro"]}>
            {head.intro === undefined ? null : <span>{head.intro}</span>}
            <span>{words.asOf(formatMoment(asOf))}</span>
            {source === undefined ? null : <span>{words.source(source)}</span>}
          </span>
        }
      />
      <div className={styles["body"]}>
        {figures === undefined ? null : (
          <div className={styles["figures"]}>
            <Figures figures={figures} />
          </div>
        )}
        <Section title={table.title}>
          <BoardTable {...table} />
        </Section>
      </div>
    </>
  );
}
