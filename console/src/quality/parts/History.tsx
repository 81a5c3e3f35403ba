import { useQuery } from "@tanstack/react-query";

import { formatMoment } from "../../format/dates";
import { durationWords } from "../../format/durations";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { Chart } from "../../kinds/chart/Chart";
import { ListPanel } from "../../kinds/list/ListPanel";
import { type Run, runRows, trendQuery } from "../queries";
import styles from "./quality.module.css";
import { scoreTone, scoreWords } from "./words";

/** One check says nothing of a trend. */
const LEAST_FOR_A_TREND = 2;

function Trend({ code }: { code: string }) {
  const words = useText().quality;
  const { data } = useQuery(trendQuery(code));
  const runs = [...(data?.items ?? [])].reverse();
  const newest = runs.at(-1);
  if (newest === undefined || runs.length < LEAST_FOR_A_TREND) return null;
  return (
    <Chart
      title={words.asset.trend}
      shape="line"
      unit={words.asset.trendUnit}
      along={words.asset.trendAlong}
      categories={runs.map((run) => formatMoment(run.checked_at))}
      series={[{ name: words.score, values: runs.map((run) => run.score) }]}
      asOf={newest.checked_at}
      source={words.board.source}
    />
  );
}

/** Earlier checks, and how the score moved. */
export function History({ code }: { code: string }) {
  const text = useText();
  const words = text.quality;
  return (
    <div className={styles["history"]}>
      <Trend code={code} />
      <div className={styles["list"]}>
        <ListPanel<Run>
          id="quality.runs"
          label={words.asset.history}
          rows={runRows(code)}
          rowKey={(run) => run.id}
          rowName={(run) => formatMoment(run.checked_at)}
          nameColumn={{ title: words.checkedAt, sort: "checked_at" }}
          defaultSort="-checked_at"
          searchable={false}
          columns={[
            {
              key: "score",
              title: words.score,
              show: (run) => <Chip tone={scoreTone(run.score)}>{scoreWords(run.score, text)}</Chip>,
            },
            { key: "version", title: words.asset.version, figures: true, show: (run) => String(run.lake_version) },
            { key: "rows", title: words.rows, figures: true, show: (run) => formatNumber(run.rows) },
            { key: "failing", title: words.failing, figures: true, show: (run) => formatNumber(run.failing_rows) },
            {
              key: "withheld",
              title: words.board.withheld,
              show: (run) => (
                <Chip tone={run.withheld ? "bad" : "good"}>{run.withheld ? words.board.withheldYes : words.board.withheldNo}</Chip>
              ),
            },
            { key: "seconds", title: words.asset.seconds, hidden: true, show: (run) => durationWords(text, run.seconds) },
          ]}
          empty={{ title: words.asset.historyEmpty, hint: words.asset.neverHint }}
        />
      </div>
    </div>
  );
}
