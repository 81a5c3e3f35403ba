import { Tooltip } from "antd";

import { formatSecond } from "../../format/dates";
import { durationWords } from "../../format/durations";
import { formatNumber } from "../../format/numbers";
import { type Dictionary, useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { type PlainColumn, PlainTable } from "../../kinds/table/PlainTable";
import type { Application, Delivery } from "../queries";

const TONES: Record<Delivery["state"], Tone> = { running: "working", done: "good", failed: "bad", aborted: "warning" };
const DIGEST_SHOWN = 12;

export function DeliveryState({ delivery }: { delivery: Delivery }) {
  return <Chip tone={TONES[delivery.state]}>{useText().sharing.deliveries.states[delivery.state]}</Chip>;
}

/** Whether sender and receiver counted and digested the same. */
export function Agreement({ delivery }: { delivery: Delivery }) {
  const text = useText();
  const words = text.sharing.deliveries;
  if (delivery.rows_sent === null || delivery.rows_arrived === null) return <>{text.common.none}</>;
  const equal = delivery.rows_sent === delivery.rows_arrived && delivery.digest !== "";
  return <Chip tone={equal ? "good" : "bad"}>{equal ? words.equal : words.differ}</Chip>;
}

export function Digest({ digest }: { digest: string }) {
  const text = useText();
  if (digest === "") return <>{text.common.none}</>;
  return (
    <Tooltip title={digest}>
      <code>{digest.slice(0, DIGEST_SHOWN)}</code>
    </Tooltip>
  );
}

export const count = (value: number | null, text: Dictionary) => (value === null ? text.common.none : formatNumber(value));

function useColumns(): PlainColumn<Delivery>[] {
  const text = useText();
  const words = text.sharing.deliveries;
  return [
    { key: "started", title: words.started, show: (one) => formatSecond(one.started_at) },
    { key: "state", title: words.state, show: (one) => <DeliveryState delivery={one} /> },
    { key: "version", title: words.version, figures: true, show: (one) => String(one.lake_version) },
    { key: "sent", title: words.sent, figures: true, show: (one) => count(one.rows_sent, text) },
    { key: "arrived", title: words.arrived, figures: true, show: (one) => count(one.rows_arrived, text) },
    { key: "check", title: words.check, show: (one) => <Agreement delivery={one} /> },
    { key: "digest", title: words.digest, definition: words.digestDefinition, show: (one) => <Digest digest={one.digest} /> },
    { key: "target", title: words.target, show: (one) => <code>{one.target_table}</code> },
    {
      key: "delay",
      title: words.delay,
      definition: words.delayDefinition,
      figures: true,
      show: (one) => (one.delay_s === null ? text.common.none : durationWords(text, one.delay_s)),
    },
    { key: "error", title: words.error, show: (one) => (one.error_code === null ? text.common.none : <code>{one.error_code}</code>) },
  ];
}

type Receipt = Application["receipts"][number];

function Receipts({ receipts }: { receipts: readonly Receipt[] }) {
  const text = useText();
  const words = text.sharing.deliveries;
  if (receipts.length === 0) return <Empty title={words.noReceipts} hint={words.noReceiptsHint} />;
  return (
    <PlainTable<Receipt>
      label={words.receipts}
      rows={receipts}
      rowKey={(one) => one.received_at}
      columns={[
        { key: "at", title: words.receivedAt, show: (one) => formatSecond(one.received_at) },
        {
          key: "outcome",
          title: words.receiptAccepted,
          show: (one) => <Chip tone={one.accepted ? "good" : "bad"}>{one.accepted ? words.accepted : words.disputed}</Chip>,
        },
        { key: "rows", title: words.receiptRows, figures: true, show: (one) => formatNumber(one.rows) },
        { key: "opinion", title: words.opinion, show: (one) => one.opinion || text.common.none },
      ]}
    />
  );
}

/** What was pushed, with the counts and digests of both sides, and what the receiver signed. */
export function Deliveries({ application }: { application: Application }) {
  const words = useText().sharing.deliveries;
  const columns = useColumns();
  return (
    <Stack>
      <Section title={words.title}>
        {application.deliveries.length === 0 ? (
          <Empty title={words.empty} hint={words.emptyHint} />
        ) : (
          <PlainTable label={words.title} rows={application.deliveries} rowKey={(one) => one.id} columns={columns} />
        )}
      </Section>
      <Section title={words.receipts}>
        <Receipts receipts={application.receipts} />
      </Section>
    </Stack>
  );
}
