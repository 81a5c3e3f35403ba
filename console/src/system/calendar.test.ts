import { describe, expect, it } from "vitest";

import { readListing } from "./calendar";

const WORDS = { off: ["放假"], work: ["上班"] };

describe("a year's listing of holidays", () => {
  it("is read whichever way its parts are kept apart", () => {
    const read = readListing("2027-01-01 放假 元旦\n\n2027-02-06，上班，春节调休\n", 2027, WORDS);
    expect(read).toEqual({
      days: [
        { day: "2027-01-01", is_off: true, name: "元旦", year: 2027 },
        { day: "2027-02-06", is_off: false, name: "春节调休", year: 2027 },
      ],
      bad: [],
    });
  });

  it("names every line that is none, and days that do not exist", () => {
    expect(readListing("2027-02-30 放假 x\n元旦\n2027-01-01 休息 元旦\n2027-01-02 放假 元旦", 2027, WORDS).bad).toEqual([1, 2, 3]);
  });
});
