import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Pagination } from "antd";
import { type KeyboardEvent, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { LEDGER } from "../../architecture/queries";
import { formatMoment } from "../../format/dates";
import { formatShare } from "../../format/numbers";
import { useText } from "../../i18n";
import { Refused } from "../../kinds/form/Messages";
import { useSubmission } from "../../kinds/form/useSubmission";
import { Stack } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { ColumnRow } from "../parts/ColumnRow";
import { Place } from "../parts/Place";
import { BLANK, type Duplicate, startOf } from "../parts/sheet";
import styles from "../parts/systems.module.css";
import { type Saving, useAutosave } from "../parts/useAutosave";
import { type Confirmation, confirmTable, type DraftColumn, type DraftContent, type Sheet, sheetQuery, SYSTEMS } from "../queries";

const PAGE_SIZE = 40;

function Duplicates({ sheet }: { sheet: Sheet }) {
  const text = useText();
  const words = text.systems.confirm;
  const found = sheet.duplicates as unknown as Duplicate[];
  if (found.length === 0) return null;
  const lines = found.map((each) => words.duplicate(each.entity_name, each.organisation_name, formatShare(each.likeness)));
  return (
    <Alert
      type="warning"
      showIcon
      title={words.duplicates}
      description={[...lines, ...(found.some((each) => each.is_certified) ? [words.certified] : [])].join(text.common.listJoin)}
    />
  );
}

function SavingWords({ saving }: { saving: Saving }) {
  const words = useText().systems.confirm;
  if (saving.state === "still") return null;
  if (saving.state === "saving") return <>{words.saving}</>;
  if (saving.state === "failed") return <>{words.notSaved}</>;
  return <>{words.saved(formatMoment(saving.at.toISOString()))}</>;
}

function bodyOf(table: string, content: DraftContent, picked: readonly string[]): Confirmation {
  const columns = picked.map((column) => {
    const typed = content.columns?.[column] ?? BLANK;
    return {
      column,
      name: typed.name.trim(),
      field: typed.field,
      definition: typed.definition,
      data_element: typed.data_element ?? null,
      grade: typed.grade ?? null,
      is_key: typed.is_key,
      is_personal: typed.is_personal,
      attribute_code: typed.attribute_code ?? null,
    };
  });
  return { ...content, table, columns };
}

function Page({ sheet }: { sheet: Sheet }) {
  const text = useText();
  const words = text.systems.confirm;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { source_code: code, name: table, system_code: system } = sheet.table;
  const [content, setContent] = useState(() => startOf(sheet));
  const [touched, setTouched] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const [at, setAt] = useState(1);
  const list = useRef<HTMLUListElement>(null);
  const saving = useAutosave(code, table, sheet.draft_version, touched ? content : null);
  const submission = useSubmission((body: Confirmation, key: string) => confirmTable(code, body, key));

  const change = (changes: Partial<DraftContent>) => {
    setTouched(true);
    setContent((now) => ({ ...now, ...changes }));
  };
  const changeColumn = (column: string, changes: Partial<DraftColumn>) => {
    setTouched(true);
    setContent((now) => ({ ...now, columns: { ...now.columns, [column]: { ...(now.columns?.[column] ?? BLANK), ...changes } } }));
  };
  const typedOf = (column: string): DraftColumn => content.columns?.[column] ?? BLANK;
  const names = sheet.columns.map((each) => each.column.name);
  const picked = names.filter((name) => typedOf(name).is_picked);
  const isNew = !content.entity_code;
  const hasNewPlace = Boolean(content.subject_area) && content.object_name.trim() !== "";
  const hasPlace = Boolean(content.object_code) || hasNewPlace;
  const lacksPlace = isNew && (!hasPlace || content.entity_name.trim() === "");
  const lacksName = picked.some((name) => typedOf(name).name.trim() === "");

  const send = () => {
    if (picked.length === 0 || submission.sending) return;
    if (lacksPlace || lacksName) {
      void message.warning(lacksPlace ? words.lacking : words.nameLacking);
      return;
    }
    submission.submit(bodyOf(table, content, picked), {
      onSuccess: (made) => {
        void message.success(words.done(made.attributes, made.changes));
        void queries.invalidateQueries({ queryKey: SYSTEMS });
        void queries.invalidateQueries({ queryKey: LEDGER });
        void navigate(`/systems/${encodeURIComponent(system)}?tab=tables`);
      },
    });
  };
  const pickAll = () => {
    for (const each of sheet.columns) {
      const typed = typedOf(each.column.name);
      if (typed.name.trim() !== "" && each.attribute_code === null) changeColumn(each.column.name, { is_picked: true });
    }
  };
  const move = (step: number) => {
    const boxes = [...(list.current?.querySelectorAll<HTMLInputElement>("input[data-column]") ?? [])];
    const here = boxes.findIndex((box) => box === document.activeElement);
    boxes[Math.min(boxes.length - 1, Math.max(0, here + step))]?.focus();
  };
  const onKey = (column: string) => (event: KeyboardEvent<HTMLInputElement>) => {
    const does: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: send,
      e: () => setEditing(column),
    };
    const act = does[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  const shown = sheet.columns.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE);
  return (
    <>
      <PageHead
        title={`${words.title} ${table}`}
        intro={words.intro}
        crumbs={[
          { label: text.systems.title, to: "/systems" },
          { label: text.systems.tablesTab, to: `/systems/${encodeURIComponent(system)}?tab=tables` },
        ]}
      />
      <Stack>
        <Duplicates sheet={sheet} />
        {submission.error === null ? null : <Refused cause={submission.error} count={0} rest={[]} />}
        {isNew ? (
          <Section title={words.place}>
            <Place content={content} change={change} />
          </Section>
        ) : null}
        <Section title={words.fields} aside={<Button onClick={pickAll}>{words.pickAll}</Button>}>
          <ul className={styles["rows"]} ref={list}>
            {shown.map((each) => (
              <ColumnRow
                key={each.column.name}
                column={each}
                typed={typedOf(each.column.name)}
                editing={editing === each.column.name}
                change={(changes) => changeColumn(each.column.name, changes)}
                onEdit={(open) => setEditing(open ? each.column.name : null)}
                onKey={onKey(each.column.name)}
              />
            ))}
          </ul>
          <div className={styles["bar"]}>
            <Button type="primary" disabled={picked.length === 0} loading={submission.sending} onClick={send}>
              {words.send(picked.length)}
            </Button>
            <span role="status" className={styles["quiet"]}>
              <SavingWords saving={saving} />
            </span>
            {sheet.columns.length > PAGE_SIZE ? (
              <Pagination
                simple
                aria-label={words.page}
                current={at}
                pageSize={PAGE_SIZE}
                total={sheet.columns.length}
                onChange={setAt}
              />
            ) : null}
          </div>
        </Section>
      </Stack>
    </>
  );
}

/** Makes an entity of a harvested table, column by column, by keyboard; what is typed is kept on the server. */
export default function ConfirmPage() {
  const [params] = useSearchParams();
  const sheet = useQuery({ ...sheetQuery(params.get("source") ?? "", params.get("table") ?? ""), staleTime: Infinity, gcTime: 0 });
  return <Ready query={sheet}>{(found) => <Page key={`${found.table.source_code}/${found.table.name}`} sheet={found} />}</Ready>;
}
