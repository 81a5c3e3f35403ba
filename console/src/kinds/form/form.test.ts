import { describe, expect, it } from "vitest";

import { Problem, UNREACHABLE } from "../../api/problem";
import { askedFields, placeMessages } from "./fields";
import type { FormStep } from "./types";
import { outcomeUnknown } from "./useSubmission";

interface Values {
  purpose: string;
  urgent: boolean;
  reason: string;
  columns: string[];
}

const STEPS: FormStep<Values>[] = [
  {
    key: "why",
    title: "Why",
    fields: [
      { name: "purpose", label: "Purpose", input: null },
      { name: "urgent", label: "Urgent", input: null },
      { name: "reason", label: "Reason", input: null, when: (values) => values.urgent === true },
    ],
  },
  { key: "what", title: "What", fields: [{ name: "columns", label: "Columns", input: null }] },
];

describe("a form", () => {
  it("asks only what applies to the answers so far", () => {
    const names = (values: Partial<Values>) => (STEPS[0] ? askedFields(STEPS[0], values).map((field) => field.name) : []);
    expect(names({})).toEqual(["purpose", "urgent"]);
    expect(names({ urgent: true })).toEqual(["purpose", "urgent", "reason"]);
  });

  it("puts the platform's messages beside their fields and opens the first step concerned", () => {
    const placed = placeMessages(STEPS, { "columns.0.code": "unknown", purpose: "too short" });
    expect(placed).toEqual({ step: 0, byField: { columns: "unknown", purpose: "too short" }, rest: [] });
  });

  it("shows above the form what belongs to no field of it", () => {
    expect(placeMessages(STEPS, { organisation: "closed" })).toEqual({ step: -1, byField: {}, rest: ["closed"] });
  });
});

describe("sending again", () => {
  it("uses the same key only while it is unknown whether the first was done", () => {
    const problem = (status: number, code = "x") => new Problem(status, { code, message: "" });
    expect([problem(0, UNREACHABLE), problem(503), problem(500)].map(outcomeUnknown)).toEqual([true, true, true]);
    expect([problem(422), problem(409), problem(403)].map(outcomeUnknown)).toEqual([false, false, false]);
  });
});
