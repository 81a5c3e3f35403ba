import { describe, expect, it } from "vitest";

import { findNodes, flowColumns, flowLayout, type MapNode, MOST_SIBLINGS, treeLayout } from "./layout";

function node(id: string, parent: string | null = null): MapNode {
  return { id, parent, label: `名 ${id}`, kind: "k" };
}

describe("a tree", () => {
  const nodes = [node("a"), node("a1", "a"), node("a2", "a"), node("b")];

  it("shows only what is open", () => {
    expect(treeLayout(nodes, new Set()).nodes.map((placed) => placed.node.id)).toEqual(["a", "b"]);
  });

  it("puts a parent in the middle of its children, and no two nodes on one place", () => {
    const { nodes: placed, edges } = treeLayout(nodes, new Set(["a"]));
    const at = new Map(placed.map((one) => [one.node.id, one]));
    expect(at.get("a")?.y).toBe(((at.get("a1")?.y ?? 0) + (at.get("a2")?.y ?? 0)) / 2);
    expect(new Set(placed.map((one) => `${one.x},${one.y}`)).size).toBe(placed.length);
    expect(edges).toEqual([
      { from: "a", to: "a1" },
      { from: "a", to: "a2" },
    ]);
  });

  it("draws the many children of one parent as a few and the rest, until unfolded", () => {
    const many = [node("a"), ...Array.from({ length: 10_000 }, (_, index) => node(`c${index}`, "a"))];
    const folded = treeLayout(many, new Set(["a"]));
    expect(folded.nodes).toHaveLength(1 + MOST_SIBLINGS);
    expect(folded.more).toMatchObject([{ parent: "a", count: 10_000 - MOST_SIBLINGS }]);
    expect(treeLayout(many, new Set(["a"]), new Set(["a"])).nodes).toHaveLength(10_001);
  });

  it("does not lose a node whose parent is not there", () => {
    expect(treeLayout([node("x", "gone")], new Set()).nodes).toHaveLength(1);
  });
});

describe("a flow", () => {
  const nodes = ["src", "dwi", "dwr", "dm"].map((id) => node(id));
  const edges = [
    { from: "src", to: "dwi" },
    { from: "dwi", to: "dwr" },
    { from: "src", to: "dm" },
    { from: "dwr", to: "dm" },
  ];

  it("puts everything right of all that flows into it", () => {
    expect([...flowColumns(nodes, edges).values()]).toEqual([0, 1, 2, 3]);
  });

  it("ends although the data flow in a circle", () => {
    const circle = [...edges, { from: "dm", to: "src" }, { from: "dm", to: "dm" }];
    expect(flowLayout(nodes, circle).nodes).toHaveLength(4);
  });

  it("gives every node a place of its own", () => {
    const wide = [...nodes, node("other")];
    const places = flowLayout(wide, [...edges, { from: "other", to: "dm" }]).nodes.map((one) => `${one.x},${one.y}`);
    expect(new Set(places).size).toBe(wide.length);
  });

  it("leaves out edges to what it was not given", () => {
    expect(flowLayout(nodes, [...edges, { from: "dm", to: "gone" }]).edges).toHaveLength(4);
  });
});

describe("finding in a map", () => {
  it("opens the way to what it found", () => {
    const nodes = [node("a"), node("b", "a"), node("c", "b"), node("d")];
    const { found, above } = findNodes(nodes, " 名 C ");
    expect(found.map((one) => one.id)).toEqual(["c"]);
    expect([...above]).toEqual(["b", "a"]);
  });

  it("finds nothing for nothing", () => {
    expect(findNodes([node("a")], " ").found).toEqual([]);
  });
});
