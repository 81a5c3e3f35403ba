import { describe, expect, it } from "vitest";

import type { Suggested } from "../queries";
import { alike } from "./alike";

const hit = (kind: string, name: string, code: string): Suggested => ({
  kind,
  name,
  code,
});

describe("suggestions", () => {
  it("show things of one kind and name once, in the order of the best, with how many there are", () => {
    const found = alike([hit("attribute", "a", "1"), hit("entity", "a", "2"), hit("attribute", "b", "3"), hit("attribute", "a", "4")]);
    expect(found.map((one) => [one.hit.code, one.count])).toEqual([
      ["1", 2],
      ["2", 1],
      ["3", 1],
    ]);
  });
});
