import { type Dictionary, useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import type { Clause } from "../queries";

type Severity = Clause["severity"];

const TONES: Record<Severity, Tone> = { must: "bad", should: "warning", advice: "neutral" };

export function Severity({ severity }: { severity: Severity }) {
  return <Chip tone={TONES[severity]}>{useText().norms.severities[severity]}</Chip>;
}

export function routeWords(route: Clause["route"], text: Dictionary): string {
  const known: Record<string, string> = text.norms.routes;
  return known[route] ?? route;
}

/** What a clause asks, or how to mend, in the language of the page. */
export function spoken(text: Dictionary, zh: string, en: string): string {
  return text.norms.language === "zh" ? zh : en;
}

export const CHECK = "policy.norms.check";
export const RESULTS = "policy.norms.read_results";
export const WAIVE = "policy.norms.waive";

export const clausePath = (id: string) => `/standards/norms/clauses/${id}`;
export const departmentPath = (id: string) => `/standards/norms/results/${id}`;
