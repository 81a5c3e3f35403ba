import { describe, expect, it } from "vitest";

import { isComplete, operationsFor, type RowColumn, toConditions, toPredicate } from "./rows";

const COLUMNS: RowColumn[] = [
  { name: "district", title: "District", type: "text" },
  { name: "age", title: "Age", type: "int" },
  { name: "born", title: "Born", type: "date" },
  { name: "income", title: "Income", type: "decimal(12,2)" },
  { name: "alive", title: "Alive", type: "bool" },
];

describe("conditions on rows", () => {
  it("become the platform's predicate, each value in its column's type", () => {
    expect(
      toPredicate(
        [
          { column: "district", op: "in", values: ["680101", "680102"] },
          { column: "age", op: "greater_equal", values: ["60"] },
          { column: "born", op: "between", values: ["1950-01-01", "1966-11-23"] },
          { column: "income", op: "less_equal", values: ["900.50"] },
          { column: "alive", op: "eq", values: ["true"] },
        ],
        COLUMNS,
      ),
    ).toEqual({
      op: "and",
      parts: [
        { op: "in", column: "district", values: ["680101", "680102"] },
        { op: "greater_equal", column: "age", value: 60 },
        { op: "between", column: "born", low: { type: "date", value: "1950-01-01" }, high: { type: "date", value: "1966-11-23" } },
        { op: "less_equal", column: "income", value: { type: "decimal", value: "900.50" } },
        { op: "eq", column: "alive", value: true },
      ],
    });
  });

  it("ask for all rows when there is none, and stand alone when there is one", () => {
    expect(toPredicate([], COLUMNS)).toBeNull();
    expect(toPredicate([{ column: "age", op: "is_blank", values: [] }], COLUMNS)).toEqual({ op: "is_blank", column: "age" });
  });

  it("are never dropped silently: an incomplete one is refused, since without it more rows would be asked for", () => {
    expect(() => toPredicate([{ column: "age", op: "eq", values: ["sixty"] }], COLUMNS)).toThrow();
    expect(() => toPredicate([{ column: "gone", op: "eq", values: ["1"] }], COLUMNS)).toThrow();
    expect(isComplete({ column: "district", op: "in", values: [] }, COLUMNS)).toBe(false);
    expect(isComplete({ column: "born", op: "between", values: ["1950-01-01"] }, COLUMNS)).toBe(false);
    expect(isComplete({ column: "district", op: "greater_equal", values: ["6"] }, COLUMNS)).toBe(false);
  });

  it("come back from a predicate as they were", () => {
    const lines = [
      { column: "district", op: "starts_with" as const, values: ["6801"] },
      { column: "born", op: "between" as const, values: ["1950-01-01", "1966-11-23"] },
      { column: "income", op: "eq" as const, values: ["1.5"] },
    ];
    expect(toConditions(toPredicate(lines, COLUMNS))).toEqual(lines);
    expect(toConditions({ op: "everything" })).toEqual([]);
  });

  it("leave a predicate alone that they cannot show", () => {
    expect(toConditions({ op: "or", parts: [{ op: "is_blank", column: "age" }] })).toBeNull();
    expect(toConditions({ op: "and", parts: [{ op: "not", part: { op: "is_blank", column: "age" } }] })).toBeNull();
  });

  it("offer only what makes sense of a type", () => {
    expect(operationsFor("bool")).toEqual(["eq", "is_blank"]);
    expect(operationsFor("text")).not.toContain("between");
    expect(operationsFor("date")).not.toContain("starts_with");
  });
});
