import type { Dictionary } from "../i18n/dictionary";

export type Urgency = "calm" | "near" | "late" | "paused";

/** How pressing a deadline is, from the working days that are left: red once passed, amber from one day on. */
export function urgency(workingDays: number | null, paused = false): Urgency {
  if (paused) return "paused";
  if (workingDays === null) return "calm";
  if (workingDays < 0) return "late";
  return workingDays <= 1 ? "near" : "calm";
}

/** The time that is left, in words: 还剩 2 个工作日, 今天到期, 已超 3 个工作日. */
export function remainingWords(text: Dictionary, workingDays: number, paused = false): string {
  if (paused) return text.time.paused;
  if (workingDays < 0) return text.time.overdue(-workingDays);
  return workingDays === 0 ? text.time.dueToday : text.time.left(workingDays);
}

/** Below this, tenths of a second tell runs apart. */
const SHORT = 10;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its largest sensible unit: 45 秒, 12 分钟, 3 小时, 2 天. */
export function durationWords(text: Dictionary, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < SHORT) return text.time.seconds(Math.max(0, Math.round(seconds * 10) / 10));
  if (whole < MINUTE) return text.time.seconds(whole);
  if (whole < HOUR) return text.time.minutes(Math.floor(whole / MINUTE));
  if (whole < 2 * DAY) return text.time.hours(Math.floor(whole / HOUR));
  return text.time.days(Math.floor(whole / DAY));
}

/** How long ago something happened, or in how long it will. */
export function agoWords(text: Dictionary, moment: string, now: number): string {
  const seconds = (now - new Date(moment).getTime()) / 1000;
  if (Math.abs(seconds) < MINUTE) return text.time.justNow;
  const words = durationWords(text, Math.abs(seconds));
  return seconds > 0 ? text.time.ago(words) : text.time.in(words);
}
