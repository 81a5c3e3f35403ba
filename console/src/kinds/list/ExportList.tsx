import { DownloadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";

import { api, ask } from "../../api/client";
import type { ListQuery } from "../../api/paging";
import { asProblem } from "../../api/problem";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { problemWords } from "../states/Failure";
import type { ListColumn, ListProps } from "./types";

/** What the platform takes at once. */
const MOST = 10_000;
const PAGE = 200;

interface ExportProps<Row> {
  list: ListProps<Row>;
  shown: readonly ListColumn<Row>[];
  query: ListQuery;
  total: number;
}

/** Rows are laid out where nobody sees them, so that a workbook says what the list says, word for word. */
function useTexts<Row>(list: ListProps<Row>, shown: readonly ListColumn<Row>[]) {
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const told = useRef<(texts: string[][]) => void>(() => undefined);
  useLayoutEffect(() => {
    if (rows === null) return;
    const found = Array.from(table.current?.rows ?? [], (row) => Array.from(row.cells, (cell) => cell.textContent.trim()));
    told.current(found);
  }, [rows]);
  const textsOf = (page: readonly Row[]) =>
    new Promise<string[][]>((resolve) => {
      told.current = resolve;
      setRows(page);
    });
  const laidOut =
    rows === null
      ? null
      : createPortal(
          <table ref={table} hidden aria-hidden>
            <tbody>
              {rows.map((row) => (
                <tr key={list.rowKey(row)}>
                  <td>{list.rowName(row)}</td>
                  {shown.map((column) => (
                    <td key={column.key}>{column.show(row)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>,
          document.body,
        );
  return { textsOf, laidOut, clear: () => setRows(null) };
}

function save(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.xlsx`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Export of any list: the rows its reader may see, under the filters and in the order in force, with the columns shown. */
export function ExportList<Row>({ list, shown, query, total }: ExportProps<Row>) {
  const text = useText();
  const words = text.sheets;
  const { message } = App.useApp();
  const [running, setRunning] = useState(false);
  const { textsOf, laidOut, clear } = useTexts(list, shown);

  const run = async () => {
    if (total > MOST) {
      void message.warning(words.tooMany(formatNumber(MOST)));
      return;
    }
    setRunning(true);
    try {
      const rows: string[][] = [];
      while (rows.length < total) {
        const page = list.rows({ ...query, offset: rows.length, limit: PAGE });
        const { items } = await page.queryFn({ signal: new AbortController().signal });
        if (items.length === 0) break;
        rows.push(...(await textsOf(items)));
      }
      const columns = [{ title: list.nameColumn.title, is_figure: false }].concat(
        shown.map((column) => ({ title: column.title, is_figure: column.figures ?? false })),
      );
      const file = await ask(api.POST("/api/v1/sheets/lists", { body: { title: list.label, columns, rows }, parseAs: "blob" }));
      save(file, list.label);
      void message.success(words.exportedRows(rows.length));
    } catch (cause) {
      void message.error(problemWords(asProblem(cause), text));
    } finally {
      setRunning(false);
      clear();
    }
  };

  return (
    <>
      <Button
        type="text"
        icon={<DownloadOutlined aria-hidden />}
        loading={running}
        disabled={total === 0}
        onClick={() => void run()}
      >
        {words.exportList}
      </Button>
      {laidOut}
    </>
  );
}
