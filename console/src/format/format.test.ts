import { describe, expect, it } from "vitest";

import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { formatDate, formatMoment, formatSecond } from "./dates";
import { agoWords, durationWords, remainingWords, urgency } from "./durations";
import { formatBytes, formatNumber, formatScore, formatShare } from "./numbers";

describe("dates", () => {
  it("are written in Chinese time, whatever zone they come in", () => {
    expect(formatMoment("2026-11-22T06:05:00Z")).toBe("2026-11-22 14:05");
    expect(formatMoment("2026-11-22T20:30:00Z")).toBe("2026-11-23 04:30");
    expect(formatSecond("2026-11-22T16:00:09+00:00")).toBe("2026-11-23 00:00:09");
  });

  it("keep a day without a time as it is, and do not hide what they cannot read", () => {
    expect(formatDate("2026-11-22")).toBe("2026-11-22");
    expect(formatMoment("2026-11-22")).toBe("2026-11-22");
    expect(formatMoment("soon")).toBe("soon");
  });
});

describe("numbers", () => {
  it("are grouped by thousands", () => {
    expect(formatNumber(1234567)).toBe("1,234,567");
    expect(formatNumber(0.5)).toBe("0.5");
  });

  it("are cut, not rounded up, as scores", () => {
    expect([99.996, 99.845, 100].map(formatScore)).toEqual(["99.99", "99.84", "100"]);
  });

  it("become shares and sizes with their units", () => {
    expect(formatShare(0.98765)).toBe("98.8%");
    expect(formatBytes(999)).toBe("999 B");
    expect(formatBytes(1_500_000)).toBe("1.5 MB");
    expect(formatBytes(123_456_789_000)).toBe("123 GB");
  });
});

describe("time limits", () => {
  it("are told in working days", () => {
    expect(remainingWords(zh, 2)).toBe("还剩 2 个工作日");
    expect(remainingWords(zh, 0)).toBe("今天到期");
    expect(remainingWords(zh, -3)).toBe("已超 3 个工作日");
    expect(remainingWords(en, 1)).toBe("1 working day left");
    expect(remainingWords(zh, -3, true)).toBe("计时已暂停");
  });

  it("press from one working day on, and never while the clock is paused", () => {
    expect([5, 2, 1, 0, -1].map((days) => urgency(days))).toEqual(["calm", "calm", "near", "near", "late"]);
    expect(urgency(-9, true)).toBe("paused");
    expect(urgency(null)).toBe("calm");
  });
});

describe("durations", () => {
  it("use the largest unit that still says something", () => {
    const words = [45, 60, 3599, 7200, 172_799, 172_800].map((seconds) => durationWords(zh, seconds));
    expect(words).toEqual(["45 秒", "1 分钟", "59 分钟", "2 小时", "47 小时", "2 天"]);
  });

  it("tell past from future", () => {
    const now = Date.parse("2026-11-22T14:00:00+08:00");
    expect(agoWords(zh, "2026-11-22T13:00:00+08:00", now)).toBe("1 小时前");
    expect(agoWords(en, "2026-11-22T14:30:00+08:00", now)).toBe("in 30 minutes");
    expect(agoWords(zh, "2026-11-22T13:59:30+08:00", now)).toBe("刚刚");
  });
});
