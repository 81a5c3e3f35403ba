import type { CalendarDay } from "./queries";

export interface ReadListing {
  days: CalendarDay[];
  /** Numbers, from 1, of lines that are none. */
  bad: number[];
}

interface ListingWords {
  off: readonly string[];
  work: readonly string[];
}

const LINE = /^(\d{4}-\d{2}-\d{2})[\s,，、;；]+(\S+?)[\s,，、;；]+(\S.*)$/u;

function isDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Read a year's listing of holidays, one day a line: day, off or work, name. Empty lines are skipped. */
export function readListing(text: string, year: number, words: ListingWords): ReadListing {
  const read: ReadListing = { days: [], bad: [] };
  text.split("\n").forEach((raw, at) => {
    const line = raw.trim();
    if (line === "") return;
    const [, day = "", kind = "", name = ""] = LINE.exec(line) ?? [];
    const isOff = words.off.includes(kind);
    if (!isDay(day) || (!isOff && !words.work.includes(kind))) read.bad.push(at + 1);
    else read.days.push({ day, is_off: isOff, name: name.trim(), year });
  });
  return read;
}
