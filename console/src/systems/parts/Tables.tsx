import { useQueryClient } from "@tanstack/react-query";
import { App, Input, Modal, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { asProblem } from "../../api/problem";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import { ListPanel } from "../../kinds/list/ListPanel";
import { problemWords } from "../../kinds/states/Failure";
import {
  claimTables,
  type Exclusion,
  excludeTables,
  type RegisteredTable,
  releaseTables,
  type SystemPageData,
  SYSTEMS,
  tablesOf,
} from "../queries";
import styles from "./systems.module.css";

const TONES: Record<RegisteredTable["state"], Tone> = { unsurveyed: "warning", claimed: "good", excluded: "paused" };

/** Asks why tables need no catalogue entry; the reason is one of a list. */
function ExcludeDialog({ keys, onClose }: { keys: readonly string[]; onClose: (done: boolean) => void }) {
  const text = useText();
  const words = text.systems;
  const { message } = App.useApp();
  const [reason, setReason] = useState<Exclusion["reason"] | null>(null);
  const [note, setNote] = useState("");
  const [sending, setSending] = useState(false);
  const send = async () => {
    if (reason === null) return;
    setSending(true);
    try {
      await excludeTables(keys, reason, note);
      onClose(true);
    } catch (cause) {
      void message.error(problemWords(asProblem(cause), text));
    } finally {
      setSending(false);
    }
  };
  const reasons = Object.entries(words.reasons).map(([value, label]) => ({ value: value as Exclusion["reason"], label }));
  return (
    <Modal
      open={keys.length > 0}
      title={words.excludeTitle}
      okText={words.excludeNow}
      cancelText={text.common.cancel}
      okButtonProps={{ disabled: reason === null || (reason === "other" && note.trim() === ""), loading: sending }}
      onOk={() => void send()}
      onCancel={() => onClose(false)}
      destroyOnHidden
    >
      <div className={styles["stack"]}>
        <Select aria-label={words.reason} placeholder={words.reason} options={reasons} value={reason} onChange={setReason} />
        <Input aria-label={words.note} placeholder={words.note} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
    </Modal>
  );
}

function keyOf(table: RegisteredTable): string {
  return `${table.source_code}/${table.name}`;
}

/** The page where a table becomes an entity. */
export function confirmPath(table: Pick<RegisteredTable, "source_code" | "name">): string {
  return `/tables/confirm?source=${encodeURIComponent(table.source_code)}&table=${encodeURIComponent(table.name)}`;
}

/** The tables of a system with what was decided about each; many are decided at once. */
export function Tables({ page }: { page: SystemPageData }) {
  const text = useText();
  const words = text.systems;
  const queries = useQueryClient();
  const [excluding, setExcluding] = useState<readonly string[]>([]);
  const changed = () => void queries.invalidateQueries({ queryKey: SYSTEMS });
  const after = (work: Promise<unknown>) => work.then(changed);
  const states = Object.entries(words.tableStates).map(([value, label]) => ({ value, label }));
  const why = (table: RegisteredTable) => (table.reason === null ? "" : words.reasons[table.reason]);
  const bulk = [
    { key: "claim", label: words.claim, run: (keys: readonly string[]) => after(claimTables(keys)) },
    {
      key: "exclude",
      label: words.exclude,
      run: (keys: readonly string[]) => {
        setExcluding(keys);
        return Promise.resolve();
      },
    },
    { key: "release", label: words.release, run: (keys: readonly string[]) => after(releaseTables(keys)) },
  ];
  return (
    <>
      <ListPanel<RegisteredTable>
        id="architecture.tables"
        prefix="t"
        label={words.tablesTab}
        rows={tablesOf(page.system.code)}
        rowKey={keyOf}
        rowName={(table) => table.comment || table.name}
        rowLink={confirmPath}
        nameColumn={{ title: words.comment, sort: "comment" }}
        defaultSort="state"
        filters={[{ kind: "choice", key: "state", label: words.state, options: states }]}
        columns={[
          { key: "name", title: words.name, sort: "name", show: (table) => <code className={styles["code"]}>{table.name}</code> },
          {
            key: "state",
            title: words.state,
            sort: "state",
            show: (table) => (
              <>
                <Chip tone={TONES[table.state]}>{words.tableStates[table.state]}</Chip> {why(table)} {table.note}
                {table.gone_at === null ? null : <Chip tone="bad">{words.gone}</Chip>}
              </>
            ),
          },
          {
            key: "columns",
            title: words.columns,
            figures: true,
            show: (table) => `${formatNumber(table.commented_count)}/${formatNumber(table.column_count)}`,
          },
          { key: "key", title: words.key, show: (table) => (table.has_key ? text.common.yes : words.noKey) },
          {
            key: "rows",
            title: words.rows,
            sort: "rows",
            figures: true,
            show: (table) => (table.rows_estimate === null ? text.common.none : formatNumber(table.rows_estimate)),
          },
          {
            key: "entity",
            title: words.entity,
            show: (table) =>
              table.entity_code === null ? text.common.none : <Link to={`/ledger/entities/${table.entity_code}`}>{table.entity_name}</Link>,
          },
        ]}
        empty={{ title: words.noTables, hint: words.noTablesHint }}
        {...(page.may_claim ? { bulk } : {})}
      />
      <ExcludeDialog
        keys={excluding}
        onClose={(done) => {
          setExcluding([]);
          if (done) changed();
        }}
      />
    </>
  );
}
