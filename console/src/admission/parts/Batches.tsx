import { formatMoment } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { ListPanel } from "../../kinds/list/ListPanel";
import { type Batch, batchesOf } from "../queries";

/** The ledger of what was written: one line per batch. */
export function Batches({ code }: { code: string }) {
  const words = useText().admission.batches;
  const streams: Record<string, string> = words.streams;
  return (
    <ListPanel<Batch>
      id="admission.batches"
      label={words.title}
      rows={batchesOf(code)}
      rowKey={(batch) => `${batch.stream}/${batch.sequence}`}
      rowName={(batch) => formatMoment(batch.committed_at)}
      nameColumn={{ title: words.at, sort: "committed_at" }}
      defaultSort="-lake_version"
      searchable={false}
      columns={[
        { key: "stream", title: words.stream, show: (batch) => streams[batch.stream] ?? batch.stream },
        { key: "sequence", title: words.sequence, figures: true, show: (batch) => formatNumber(batch.sequence) },
        { key: "version", title: words.version, sort: "lake_version", figures: true, show: (batch) => batch.lake_version },
        { key: "read", title: words.read, figures: true, show: (batch) => formatNumber(batch.read) },
        { key: "landed", title: words.landed, figures: true, show: (batch) => formatNumber(batch.landed) },
        { key: "rejected", title: words.rejected, figures: true, show: (batch) => formatNumber(batch.rejected) },
        { key: "certificate", title: words.certificate, figures: true, show: (batch) => batch.certificate_version },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
