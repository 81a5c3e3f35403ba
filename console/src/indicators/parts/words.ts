import { formatDate } from "../../format/dates";
import type { Dictionary } from "../../i18n";
import type { Indicator, Term, Value } from "../queries";

export const COMPUTE = "analytics.indicator.compute";

export const indicatorPath = (code: string) => `/indicators/${code}`;

/** As many decimals as the caliber says, with thousands apart. */
function formatDecimal(value: string, digits: number): string {
  return new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Number(value));
}

/** A value with its unit; what could not be reckoned is said so. */
export function valueWords(value: Value["value"], indicator: Indicator, text: Dictionary): string {
  if (value === null) return text.indicators.noValue;
  return text.indicators.withUnit(formatDecimal(value, indicator.precision), indicator.unit);
}

/** The days a value is of; the last one is told, not the one after. */
export function periodWords(value: Value, text: Dictionary): string {
  const last = new Date(`${value.period_to}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() - 1);
  const end = last.toISOString().slice(0, 10);
  if (value.period_from === null) return text.indicators.until(formatDate(end));
  return value.period_from === end ? formatDate(end) : text.indicators.between(formatDate(value.period_from), formatDate(end));
}

export function dimensionWords(value: Value, names: ReadonlyMap<string, Term> | undefined, text: Dictionary): string {
  const parts = Object.entries(value.dimensions);
  if (parts.length === 0) return text.indicators.whole;
  return parts
    .map(([code, part]) => `${names?.get(code)?.name ?? code} ${value.labels[code] ?? part ?? text.indicators.unknown}`)
    .join(text.common.listJoin);
}

/** The parts of a spec by name; the platform sends them by kind. */
export interface Spec {
  entity_code?: string;
  aggregation?: keyof Dictionary["indicators"]["aggregations"];
  attribute_code?: string | null;
  atomic?: string;
  time?: string;
  time_attribute?: string | null;
  limits?: string[];
  dimensions?: string[];
  expression?: string;
  parts?: string[];
}

export const specOf = (indicator: Indicator): Spec => indicator.spec;
