import { describe, expect, it } from "vitest";

import { moveIn, visibleRows } from "./rows";

const CHILDREN: Record<string, readonly string[] | undefined> = { a: ["a1", "a2"], a1: undefined, b: [] };

const shape = (open: string[]) => ({
  roots: ["a", "b"],
  nodeKey: (node: string) => node,
  opens: (node: string) => node in CHILDREN,
  below: (key: string) => CHILDREN[key],
  open: new Set(open),
});

describe("the rows of a tree", () => {
  it("are the roots, and what is below every open row, in order", () => {
    expect(visibleRows(shape([])).map((row) => row.key)).toEqual(["a", "b"]);
    expect(visibleRows(shape(["a"])).map((row) => `${row.depth}${row.key}`)).toEqual(["0a", "1a1", "1a2", "0b"]);
  });

  it("say when what is below them is still on its way", () => {
    expect(visibleRows(shape(["a", "a1"])).find((row) => row.key === "a1")?.loading).toBe(true);
  });

  it("stay closed below a closed row, whatever was open before", () => {
    expect(visibleRows(shape(["a1"])).map((row) => row.key)).toEqual(["a", "b"]);
  });
});

describe("the keys of a tree", () => {
  const rows = visibleRows(shape(["a"]));

  it("open with right, then step inside", () => {
    expect(moveIn(visibleRows(shape([])), 0, "ArrowRight")).toEqual({ to: 0, toggle: { key: "a", open: true } });
    expect(moveIn(rows, 0, "ArrowRight")).toEqual({ to: 1 });
  });

  it("close with left, or go to the parent", () => {
    expect(moveIn(rows, 0, "ArrowLeft")).toEqual({ to: 0, toggle: { key: "a", open: false } });
    expect(moveIn(rows, 2, "ArrowLeft")).toEqual({ to: 0 });
    expect(moveIn(rows, 3, "ArrowLeft")).toEqual({ to: 3 });
  });

  it("never leave the tree", () => {
    expect(moveIn(rows, 3, "ArrowDown")).toEqual({ to: 3 });
    expect(moveIn(rows, 0, "ArrowUp")).toEqual({ to: 0 });
    expect(moveIn(rows, 1, "x")).toBeNull();
  });
});
