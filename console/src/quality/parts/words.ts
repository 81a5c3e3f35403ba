import type { Dictionary } from "../../i18n";
import { formatScore } from "../../format/numbers";
import type { Tone } from "../../kinds/chips/tones";

type DimensionName = keyof Dictionary["quality"]["dimensions"];

/** The six dimensions in the white paper's order, as the platform names them. */
export function dimensionNames(text: Dictionary): DimensionName[] {
  return Object.keys(text.quality.dimensions) as DimensionName[];
}

export function dimensionWord(name: string, text: Dictionary): string {
  return name in text.quality.dimensions ? text.quality.dimensions[name as DimensionName] : name;
}

/** A score of 0–100, with its unit. */
export function scoreWords(score: number | null, text: Dictionary): string {
  if (score === null) return text.quality.notScored;
  return text.quality.points(formatScore(score));
}

const GOOD_FROM = 98;
const WARNING_FROM = 90;

/** How a score stands: good from 98 points, bad below 90. */
export function scoreTone(score: number | null): Tone {
  if (score === null) return "neutral";
  if (score >= GOOD_FROM) return "good";
  return score >= WARNING_FROM ? "warning" : "bad";
}

export type TicketState = keyof Dictionary["quality"]["ticket"]["states"];
export const TICKET_TONES: Record<TicketState, Tone> = { open: "warning", answered: "working", closed: "good" };
