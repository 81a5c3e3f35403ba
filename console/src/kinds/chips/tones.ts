import type { Dictionary } from "../../i18n";

/** What a state means to the one who looks: each tone has its own colour *and* its own shape. */
export type Tone = "neutral" | "working" | "good" | "warning" | "bad" | "paused";

export type StateName = keyof Dictionary["states"]["chip"];

const TONES: Record<StateName, Tone> = {
  draft: "neutral",
  in_review: "working",
  published: "good",
  changed: "working",
  retired: "paused",
  open: "working",
  doing: "working",
  done: "good",
  paused: "paused",
  overdue: "bad",
  passed: "good",
  refused: "bad",
  returned: "warning",
  failed: "bad",
  running: "working",
  queued: "neutral",
  active: "good",
  expired: "paused",
  revoked: "bad",
  cancelled: "paused",
};

function isStateName(state: string): state is StateName {
  return state in TONES;
}

export function toneOf(state: string): Tone {
  return isStateName(state) ? TONES[state] : "neutral";
}

/** The word of a state that the console knows; an unknown one is shown as the platform wrote it. */
export function stateWord(state: string, text: Dictionary): string {
  return isStateName(state) ? text.states.chip[state] : state;
}
