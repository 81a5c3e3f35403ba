import { useText } from "../../i18n";
import { ListPanel } from "../../kinds/list/ListPanel";
import { importRows, type ImportRow } from "../queries";
import { useLanguage } from "./useLanguage";
import styles from "./sheets.module.css";

const SHOWN = 6;

function Details({ row }: { row: ImportRow }) {
  const words = useText().sheets;
  const zh = useLanguage() !== "en";
  const faults = row.faults.map((fault) => words.faultAt(fault.cell, zh ? fault.zh : fault.en));
  const changes =
    row.outcome === "changed"
      ? row.changes.map((change) =>
          words.change(words.lineOf(zh ? change.zh : change.en, change.line), change.before, change.after),
        )
      : [];
  const told = [...faults, ...changes];
  return (
    <ul className={styles["told"]}>
      {told.slice(0, SHOWN).map((each) => (
        <li key={each}>{each}</li>
      ))}
      {told.length > SHOWN ? <li>{words.more(told.length - SHOWN)}</li> : null}
    </ul>
  );
}

/** The rows of an import: what becomes of each, its differences field by field, or its faults cell by cell. */
export function ImportRows({ id }: { id: string }) {
  const words = useText().sheets;
  return (
    <ListPanel<ImportRow>
      id="sheets.import"
      label={words.counts}
      rows={importRows(id)}
      rowKey={(row) => String(row.number)}
      rowName={(row) => (row.name === "" ? String(row.number) : row.name)}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="number"
      filters={[
        {
          key: "outcome",
          kind: "choice",
          label: words.outcome,
          options: Object.entries(words.outcomes).map(([value, label]) => ({ value, label })),
        },
      ]}
      columns={[
        { key: "number", title: words.row, sort: "number", figures: true, show: (row) => row.number },
        {
          key: "outcome",
          title: words.outcome,
          sort: "outcome",
          show: (row) => (row.is_written ? words.written : words.outcomes[row.outcome]),
        },
        { key: "details", title: words.details, show: (row) => <Details row={row} /> },
        { key: "code", title: words.code, show: (row) => <code>{row.code}</code> },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
