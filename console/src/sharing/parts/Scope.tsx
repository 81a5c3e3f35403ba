import { type Dictionary, useText } from "../../i18n";
import { type Fact, Facts } from "../../kinds/page/Facts";
import { type PlainColumn, PlainTable } from "../../kinds/table/PlainTable";
import { MaskWord } from "../../kinds/table/RowsTable";
import { UrgencyWord } from "../../work/parts/UrgencyWord";
import type { Application, SharedColumn } from "../queries";
import { ColumnMarks } from "./ColumnPicker";
import styles from "./sharing.module.css";
import { rowsWords, termWords } from "./words";

/** What is asked, and why, in words. */
export function RequestFacts({ application }: { application: Application }) {
  const text = useText();
  const { fields, methods, frequencies, shareTypes, profiles } = text.sharing;
  const none = (value: string) => value || text.kinds.form.notFilled;
  const facts: Fact[] = [
    { label: fields.purpose, value: none(application.purpose), wide: true },
    { label: fields.scenario, value: none(application.scenario), wide: true },
    { label: fields.basis, value: none(application.legal_basis), wide: true },
    { label: fields.rows, value: <Rows application={application} />, wide: true },
    { label: fields.term, value: termWords(application.valid_from, application.valid_to, text) },
    { label: fields.method, value: methods[application.method] },
    ...(application.method === "table"
      ? [
          { label: fields.frequency, value: frequencies[application.frequency] },
          { label: fields.table, value: <code>{none(application.target_table)}</code> },
        ]
      : []),
    { label: fields.urgency, value: <UrgencyWord urgency={application.urgency} /> },
    { label: fields.shareType, value: shareTypes[application.share_type] },
    { label: fields.profile, value: profiles[application.profile] },
  ];
  return <Facts facts={facts} />;
}

function Rows({ application }: { application: Application }) {
  const text = useText();
  const now = rowsWords(application.where, application.where_text, text);
  const asked = rowsWords(application.asked_where, application.asked_where_text, text);
  if (now === asked) return <strong>{now}</strong>;
  return (
    <>
      <strong>{now}</strong>
      <p className={styles["quiet"]}>{text.sharing.application.narrowed(asked)}</p>
    </>
  );
}

function outcomeWord(column: SharedColumn, application: Application, text: Dictionary): string {
  const words = text.sharing.application;
  if (column.is_granted) return words.columnGranted;
  return application.columns.includes(column.name) ? words.columnAsked : words.askedOnly;
}

/** The columns that are asked for: title, grade, what became of each. */
export function AskedColumns({ application }: { application: Application }) {
  const text = useText();
  const words = text.sharing;
  const asked = application.available_columns.filter((column) => column.is_asked);
  const columns: PlainColumn<SharedColumn>[] = [
    {
      key: "title",
      title: words.fields.columns,
      show: (column) => (
        <>
          {column.title} <code className={styles["name"]}>{column.name}</code>
        </>
      ),
    },
    { key: "grade", title: words.fields.grade, show: (column) => <ColumnMarks column={column} /> },
    { key: "state", title: words.fields.state, show: (column) => outcomeWord(column, application, text) },
    {
      key: "mask",
      title: words.application.columnMask,
      show: (column) => (column.mask === null ? text.common.none : <MaskWord mask={column.mask} />),
    },
  ];
  return <PlainTable label={words.fields.columns} rows={asked} rowKey={(column) => column.name} columns={columns} />;
}
