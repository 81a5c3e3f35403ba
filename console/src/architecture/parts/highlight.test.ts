import { describe, expect, it } from "vitest";

import { highlight } from "./highlight";

const marked = (text: string, query: string) => highlight(text, query).filter((piece) => piece.hit).map((piece) => piece.text);

describe("what was found is marked", () => {
  it("for every word, whatever its case", () => {
    expect(marked("公民身份号码 Citizen", "身份 citizen")).toEqual(["身份", "Citizen"]);
  });

  it("without taking signs of the query for anything but themselves", () => {
    expect(marked("a.b (c)", ".")).toEqual(["."]);
    expect(marked("a.b (c)", "(c)")).toEqual(["(c)"]);
  });

  it("and nothing is lost", () => {
    for (const query of ["", "x", "a b", "ab"]) {
      expect(highlight("aab xb", query).map((piece) => piece.text).join("")).toBe("aab xb");
    }
  });
});
