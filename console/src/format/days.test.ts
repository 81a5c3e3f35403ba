import { describe, expect, it } from "vitest";

import { readDay } from "./days";

describe("a day that is typed", () => {
  it.each(["2026-11-22", "2026/11/22", "2026.11.22", "20261122", "2026年11月22日", " 2026-11-22 "])("is understood: %s", (typed) => {
    expect(readDay(typed)).toBe("2026-11-22");
  });

  it("may leave out zeros", () => {
    expect(readDay("2026-3-1")).toBe("2026-03-01");
  });

  it.each(["", "2026", "2026-13-01", "2026-02-30", "tomorrow", "22-11-2026"])("is not guessed at: %s", (typed) => {
    expect(readDay(typed)).toBeNull();
  });
});
