/** Dates as the platform writes them: 2026-11-22 14:05, always in the time zone of the law that sets the deadlines. */

const ZONE = "Asia/Shanghai";

const PARTS = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** A date without a time of day, as the platform sends it. */
const BARE_DATE = /^\d{4}-\d{2}-\d{2}$/;

function parts(moment: Date): Record<string, string> {
  return Object.fromEntries(PARTS.formatToParts(moment).map((part) => [part.type, part.value]));
}

function read(value: string): Record<string, string> | null {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : parts(moment);
}

export function formatDate(value: string): string {
  if (BARE_DATE.test(value)) return value;
  const p = read(value);
  return p === null ? value : `${p["year"] ?? ""}-${p["month"] ?? ""}-${p["day"] ?? ""}`;
}

export function formatMoment(value: string): string {
  if (BARE_DATE.test(value)) return value;
  const p = read(value);
  return p === null ? value : `${formatDate(value)} ${p["hour"] ?? ""}:${p["minute"] ?? ""}`;
}

export function formatSecond(value: string): string {
  const p = read(value);
  return p === null ? value : `${formatMoment(value)}:${p["second"] ?? ""}`;
}
