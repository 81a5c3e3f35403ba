import type { IngestionRun } from "../queries";

/** After this long without a sign of life a run is called out as possibly interrupted. */
const QUIET_MS = 60_000;

export type RunProgress = "idle" | "queued" | "running";

/** Whether a run is under way, is waited for since somebody asked for it, or neither. */
export function progressOf(
  run: Pick<IngestionRun, "state" | "started_at"> | undefined,
  queuedAt: number | null,
  now: number,
  patience: number,
): RunProgress {
  if (run?.state === "running") return "running";
  if (queuedAt === null || now - queuedAt > patience) return "idle";
  return run !== undefined && new Date(run.started_at).getTime() >= queuedAt ? "idle" : "queued";
}

/** Whether a running run has shown no sign of life for too long. */
export function isStale(run: Pick<IngestionRun, "heartbeat_at">, now: number): boolean {
  return now - new Date(run.heartbeat_at).getTime() > QUIET_MS;
}
