import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";

import { gatePath } from "../../admission/parts/paths";
import { formatMoment } from "../../format/dates";
import { durationWords } from "../../format/durations";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import { ListPanel } from "../../kinds/list/ListPanel";
import { useCan } from "../../session/session";
import { INGESTION, type IngestionRun, ingestionRunsOf, startIngestion } from "../queries";
import styles from "./ingestion.module.css";
import { isStale, progressOf } from "./progress";

const POLL_MS = 1500;
const PATIENCE_MS = 180_000;
/** A worker takes a run within seconds; after this long something keeps it. */
const LONG_MS = 15_000;

/** How far the latest run is. It is asked for again while something runs or was just queued. */
function useLatestRun(code: string, queuedAt: number | null) {
  const latest = ingestionRunsOf(code)({ offset: 0, limit: 1, sort: "-started_at", filters: {} });
  return useQuery({
    ...latest,
    queryKey: ["ingestion", "latest", code],
    refetchInterval: (query) => {
      const run = query.state.data?.items[0];
      return progressOf(run, queuedAt, Date.now(), PATIENCE_MS) === "idle" ? false : POLL_MS;
    },
  });
}

const TONES: Record<IngestionRun["state"], Tone> = { running: "working", done: "good", failed: "bad" };

function RunState({ state }: { state: IngestionRun["state"] }) {
  return <Chip tone={TONES[state]}>{useText().ingestion.states[state]}</Chip>;
}

interface ProgressProps {
  code: string;
  run: IngestionRun | undefined;
  /** Since when a run is waited for; null when none is. */
  queuedAt: number | null;
  now: number;
}

function Progress({ code, run, queuedAt, now }: ProgressProps) {
  const text = useText();
  const words = text.ingestion;
  if (run?.state !== "running") {
    if (queuedAt === null) return null;
    const long = now - queuedAt > LONG_MS;
    return (
      <div className={styles["progress"]} role="status">
        <Chip tone={long ? "warning" : "working"}>{words.waiting}</Chip>
        <span className={styles["quiet"]}>{long ? words.waitingLong : words.leave}</span>
        {long ? <Link to={gatePath(code)}>{text.admission.gate.title}</Link> : null}
      </div>
    );
  }
  const quiet = (now - new Date(run.heartbeat_at).getTime()) / 1000;
  return (
    <div className={styles["progress"]} role="status">
      <RunState state={run.state} />
      <span className={styles["figures"]}>
        {words.progress(formatNumber(run.read), formatNumber(run.landed), formatNumber(run.rejected))}
      </span>
      <span className={styles["quiet"]}>{isStale(run, now) ? words.stale(durationWords(text, quiet)) : words.leave}</span>
    </div>
  );
}

/** The runs of one data set, with a button that starts the next, and how far it is. */
export function IngestionRuns({ code, mayRun }: { code: string; mayRun: boolean }) {
  const text = useText();
  const words = text.ingestion;
  const { message } = App.useApp();
  const can = useCan();
  const [queuedAt, setQueuedAt] = useState<number | null>(null);
  const latest = useLatestRun(code, queuedAt);
  const run = latest.data?.items[0];
  const state = progressOf(run, queuedAt, latest.dataUpdatedAt, PATIENCE_MS);
  const queries = useQueryClient();
  const seen = `${run?.id ?? ""}/${run?.state ?? ""}`;

  // The list follows when a run begins or ends.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: [...INGESTION, code] });
  }, [queries, code, seen]);

  const onStarted = ({ enqueued }: { enqueued: boolean }) => {
    setQueuedAt(Date.now());
    void message.success(enqueued ? words.enqueued : words.alreadyQueued);
  };

  return (
    <div className={styles["panel"]}>
      <Progress code={code} run={run} queuedAt={state === "queued" ? queuedAt : null} now={latest.dataUpdatedAt} />
      <ListPanel<IngestionRun>
        id="ingestion.runs"
        prefix="runs-"
        label={words.runs}
        rows={ingestionRunsOf(code)}
        rowKey={(one) => one.id}
        rowName={(one) => formatMoment(one.started_at)}
        nameColumn={{ title: words.started, sort: "started_at" }}
        defaultSort="-started_at"
        searchable={false}
        columns={[
          { key: "state", title: words.state, show: (one) => <RunState state={one.state} /> },
          { key: "read", title: words.read, sort: "read", figures: true, show: (one) => formatNumber(one.read) },
          { key: "landed", title: words.landed, figures: true, show: (one) => formatNumber(one.landed) },
          { key: "rejected", title: words.rejected, figures: true, show: (one) => formatNumber(one.rejected) },
          { key: "seconds", title: words.seconds, figures: true, show: (one) => durationWords(text, one.seconds) },
          { key: "version", title: words.version, figures: true, show: (one) => one.lake_version ?? text.common.none },
          {
            key: "error",
            title: words.error,
            show: (one) => (one.error_code === null ? text.common.none : <code>{one.error_code}</code>),
          },
        ]}
        tools={() =>
          mayRun && can("ingestion.run.start") ? (
            <ActionButton
              tone="primary"
              label={words.run}
              disabled={state !== "idle"}
              run={(_, key) => startIngestion(code, key)}
              onDone={onStarted}
              changes={[["ingestion", "latest", code]]}
            />
          ) : null
        }
        empty={{ title: words.empty, hint: words.emptyHint }}
      />
    </div>
  );
}
