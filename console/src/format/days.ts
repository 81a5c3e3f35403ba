/** Days as people type them. */

const TYPED = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/;

/** The day that was typed, as 2026-11-22; null when it is none. Any separator will do, and none: 20261122. */
export function readDay(typed: string): string | null {
  const found = TYPED.exec(typed.trim());
  if (found === null) return null;
  const [, year = "", month = "", day = ""] = found;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const moment = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(written) ? written : null;
}
