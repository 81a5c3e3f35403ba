import { describe, expect, it } from "vitest";

import { newKey, readCookie } from "./client";
import { listParameters } from "./paging";
import { asProblem, fieldMessages, Problem, toProblem, UNREACHABLE, UNREADABLE } from "./problem";

describe("problems", () => {
  it("are read from the platform's one error shape", () => {
    const problem = toProblem(409, {
      error: { code: "kernel.stale_edit", message: "已被修改", next: "载入最新", details: [], request_id: "r1" },
    });
    expect(problem).toMatchObject({ status: 409, code: "kernel.stale_edit", next: "载入最新", requestId: "r1", stale: true });
  });

  it("keep their status when a proxy answers with its own page", () => {
    for (const body of ["<html>Bad gateway</html>", null, undefined, { error: "bad" }, { error: { code: 7 } }]) {
      expect(toProblem(502, body)).toMatchObject({ status: 502, code: UNREADABLE });
    }
  });

  it("name an unreachable platform", () => {
    expect(asProblem(new TypeError("Failed to fetch")).code).toBe(UNREACHABLE);
    const known = new Problem(404, { code: "x", message: "y" });
    expect(asProblem(known)).toBe(known);
  });
});

describe("messages of single fields", () => {
  it.each([
    [[{ field: "name", message: "不能为空" }], { name: "不能为空" }],
    [{ fields: { name: "不能为空" } }, { name: "不能为空" }],
    [{ errors: [{ field: "a.b", message: "m" }] }, { "a.b": "m" }],
    [[{ loc: ["body", "columns", 0, "code"], msg: "m" }], { "columns.0.code": "m" }],
  ])("are found in %j", (details, found) => {
    expect(fieldMessages(details)).toEqual(found);
  });

  it("are none in anything else", () => {
    for (const details of [null, undefined, 7, "x", [1, null, {}], { fields: 3 }]) expect(fieldMessages(details)).toEqual({});
  });
});

describe("requests", () => {
  it("read the token against cross-site requests from among other cookies", () => {
    expect(readCookie("shudao_csrf", "a=1; shudao_csrf=x%3Dy; b=2")).toBe("x=y");
    expect(readCookie("shudao_csrf", "not_shudao_csrf=1")).toBeNull();
  });

  it("leave out of a list's parameters what is not asked", () => {
    expect(listParameters({ offset: 0, limit: 50, filters: {} })).toEqual({ offset: 0, limit: 50 });
    expect(listParameters({ offset: 50, limit: 50, sort: "-due", q: "低保", filters: { state: "open" } })).toEqual({
      offset: 50,
      limit: 50,
      sort: "-due",
      q: "低保",
      state: "open",
    });
  });

  it("carry keys that do not repeat", () => {
    const keys = new Set(Array.from({ length: 100 }, newKey));
    expect(keys.size).toBe(100);
    expect([...keys].every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
  });
});
