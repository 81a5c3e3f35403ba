import { formatMoment } from "../../format/dates";
import { durationWords } from "../../format/durations";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { ListPanel } from "../../kinds/list/ListPanel";
import { Section } from "../../kinds/page/Section";
import { PlainTable } from "../../kinds/table/PlainTable";
import { type DevelopmentRun, developmentRunsOf } from "../queries";
import styles from "./development.module.css";

/** What the columns of a data set are called. */
type Titles = ReadonlyMap<string, string>;

interface CountsProps {
  title: string;
  counts: Record<string, number>;
  name: (part: string) => string;
  none: string;
}

/** Counts by name, the largest first. */
function Counts({ title, counts, name, none }: CountsProps) {
  const words = useText().development;
  const rows = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <p className={styles["note"]}>{none}</p>
      ) : (
        <PlainTable
          label={title}
          rows={rows}
          rowKey={([part]) => part}
          columns={[
            { key: "name", title, show: ([part]) => name(part) },
            { key: "count", title: words.count, figures: true, show: ([, count]) => words.reasonRows(formatNumber(count)) },
          ]}
        />
      )}
    </Section>
  );
}

/** What a run kept aside, and why; and which fields it emptied. */
function RunPeek({ run, titles }: { run: DevelopmentRun; titles: Titles }) {
  const words = useText().development;
  const reasonWords: Record<string, string> = words.reasonWords;
  const title = (column: string) => titles.get(column) ?? column;
  const readable = (part: string) => {
    const [column = part, reason = ""] = part.split(":");
    return `${title(column)}${words.reasonJoin}${reasonWords[reason] ?? reason}`;
  };
  return (
    <div className={styles["stack"]}>
      <Counts title={words.reasons} counts={run.reasons} name={readable} none={words.noReasons} />
      <Counts title={words.emptied} counts={run.emptied} name={title} none={words.noEmptied} />
    </div>
  );
}

/** The runs that made versions of one data set. */
export function DevelopmentRuns({ code, titles }: { code: string; titles: Titles }) {
  const text = useText();
  const words = text.development;
  return (
    <ListPanel<DevelopmentRun>
      id="development.runs"
      label={words.runs}
      rows={developmentRunsOf(code)}
      rowKey={(run) => run.id}
      rowName={(run) => formatMoment(run.finished_at)}
      nameColumn={{ title: words.finished, sort: "finished_at" }}
      defaultSort="-finished_at"
      searchable={false}
      columns={[
        { key: "kind", title: words.kind, show: (run) => words.kinds[run.kind] },
        { key: "read", title: words.read, figures: true, show: (run) => formatNumber(run.read) },
        { key: "landed", title: words.landed, figures: true, show: (run) => formatNumber(run.landed) },
        { key: "rejected", title: words.rejected, figures: true, show: (run) => formatNumber(run.rejected) },
        { key: "seconds", title: words.seconds, sort: "seconds", figures: true, show: (run) => durationWords(text, run.seconds) },
        { key: "version", title: words.version, figures: true, show: (run) => run.lake_version },
      ]}
      peek={(run) => <RunPeek run={run} titles={titles} />}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
