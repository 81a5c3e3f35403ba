import { useQuery } from "@tanstack/react-query";
import { Alert, Checkbox } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Stack } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { Changes } from "../../kinds/review/Changes";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { decideMany, pendingChangesQuery, type PendingChange } from "../life";
import styles from "../parts/life.module.css";

type Reported = Awaited<ReturnType<typeof decideMany>>;

const CHANGED = [["work"], ["system"]] as const;

function said(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) return value.map(String).join("、");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** One change with what it alters, to be ticked. */
function Row({ change, ticked, tick }: { change: PendingChange; ticked: boolean; tick: (on: boolean) => void }) {
  const text = useText();
  const fields: Record<string, string> = text.system.changes.fields;
  return (
    <div className={styles["change"]}>
      <Checkbox checked={ticked} onChange={(event) => tick(event.target.checked)}>
        {change.title}
      </Checkbox>
      <div className={styles["who"]}>
        <span>{change.requested_name}</span>
        <time dateTime={change.requested_at}>{formatMoment(change.requested_at)}</time>
        <Link to={`/work/changes/${change.id}`}>{text.work.bulk.open}</Link>
      </div>
      {change.differences.length === 0 ? null : (
        <Changes
          changes={change.differences.map((one) => ({
            key: one.field,
            label: fields[one.field] ?? one.field,
            before: said(one.before),
            after: said(one.after),
          }))}
        />
      )}
    </div>
  );
}

function Report({ found }: { found: Reported }) {
  const words = useText().work.bulk;
  const inLanguage = useBilingual();
  const failed = found.items.filter((one) => !one.is_done);
  return (
    <Alert
      type={failed.length === 0 ? "success" : "warning"}
      showIcon
      title={words.reported(String(found.done), String(found.failed))}
      description={
        failed.length === 0 ? null : (
          <ul>
            {failed.map((one) => (
              <li key={one.change_id}>{words.because(one.title, inLanguage(one.message_zh, one.message_en))}</li>
            ))}
          </ul>
        )
      }
    />
  );
}

function Selection({ items }: { items: readonly PendingChange[] }) {
  const words = useText().work.bulk;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [report, setReport] = useState<Reported | null>(null);
  const offered = items.map((one) => one.id);
  const ticked = chosen.filter((id) => offered.includes(id));
  const tick = (id: string) => (on: boolean) => setChosen(on ? [...ticked, id] : ticked.filter((one) => one !== id));
  const count = String(ticked.length);
  const common = { changes: CHANGED, disabled: ticked.length === 0, onDone: setReport };
  return (
    <div className={styles["body"]}>
      {report === null ? null : <Report found={report} />}
      <div className={styles["bar"]}>
        <Checkbox
          checked={items.length > 0 && ticked.length === items.length}
          indeterminate={ticked.length > 0 && ticked.length < items.length}
          disabled={items.length === 0}
          onChange={(event) => setChosen(event.target.checked ? offered : [])}
        >
          {words.all}
        </Checkbox>
        <ActionButton
          {...common}
          tone="primary"
          label={words.approve(count)}
          ask={{ reason: "optional" }}
          run={({ reason }) => decideMany([...ticked], true, reason)}
        />
        <ActionButton
          {...common}
          tone="danger"
          label={words.reject(count)}
          ask={{ reason: "required" }}
          run={({ reason }) => decideMany([...ticked], false, reason)}
        />
      </div>
      {items.length === 0 ? (
        <Empty title={words.empty} hint={words.emptyHint} />
      ) : (
        items.map((change) => (
          <Row key={change.id} change={change} ticked={ticked.includes(change.id)} tick={tick(change.id)} />
        ))
      )}
    </div>
  );
}

/** Many changes at once: tick them, see what each alters, decide with one ground; each is reported. */
export default function BulkReviewPage() {
  const words = useText().work.bulk;
  const pending = useQuery(pendingChangesQuery);
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <Stack>
        <Section title={words.waiting}>
          <Ready query={pending}>{({ items }) => <Selection items={items.filter((one) => one.may_decide)} />}</Ready>
        </Section>
      </Stack>
    </>
  );
}
