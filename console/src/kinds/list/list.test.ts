import { describe, expect, it } from "vitest";

import { shownKeys } from "./columns";
import { DEFAULT_SIZE, type ListUrlSpec, nextSort, readListUrl, toListQuery, writeListUrl } from "./listUrl";

const SPEC: ListUrlSpec = { prefix: "", filters: ["state"], defaultSort: "due", defaultSize: DEFAULT_SIZE };

describe("a list's address", () => {
  it("gives back what was written into it", () => {
    const change = { q: "低保 名册", sort: "-due", size: 100, filters: { state: "open" } };
    const written = writeListUrl(new URLSearchParams(), SPEC, change);
    expect(readListUrl(written, SPEC)).toEqual({ ...change, page: 1 });
  });

  it("stays short: defaults are left out, other parameters are kept", () => {
    const written = writeListUrl(new URLSearchParams("tab=fields"), SPEC, { q: "", sort: "due", size: DEFAULT_SIZE });
    expect(written.toString()).toBe("tab=fields");
  });

  it("goes back to the first page when anything but the page changes", () => {
    const third = new URLSearchParams("page=3&state=open");
    expect(writeListUrl(third, SPEC, { q: "x" }).get("page")).toBeNull();
    expect(writeListUrl(third, SPEC, { page: 4 }).toString()).toBe("page=4&state=open");
  });

  it("forgets a filter that is emptied", () => {
    expect(writeListUrl(new URLSearchParams("state=open"), SPEC, { filters: { state: "" } }).toString()).toBe("");
  });

  it.each(["page=0", "page=-1", "page=x", "page=1.5", "size=7", "size=1000000", "size=", "state="])(
    "works whatever is typed into it: %s",
    (typed) => {
      const url = readListUrl(new URLSearchParams(typed), SPEC);
      expect(url).toMatchObject({ page: 1, size: DEFAULT_SIZE, filters: {} });
    },
  );

  it("keeps two lists of one page apart", () => {
    const other = { ...SPEC, prefix: "runs." };
    const both = writeListUrl(new URLSearchParams("q=a"), other, { q: "b" });
    expect([readListUrl(both, SPEC).q, readListUrl(both, other).q]).toEqual(["a", "b"]);
  });

  it("becomes offset and limit", () => {
    const query = toListQuery(readListUrl(new URLSearchParams("page=3&size=20&q=x"), SPEC));
    expect(query).toEqual({ offset: 40, limit: 20, sort: "due", q: "x", filters: {} });
  });
});

describe("a click on a column's head", () => {
  it("sorts rising, then falling, then as the list was", () => {
    expect(nextSort("due", "name", "due")).toBe("name");
    expect(nextSort("name", "name", "due")).toBe("-name");
    expect(nextSort("-name", "name", "due")).toBe("due");
  });

  it("only turns round the column that is the list's own order", () => {
    expect(nextSort("due", "due", "due")).toBe("-due");
    expect(nextSort("-due", "due", "due")).toBe("due");
  });
});

describe("the columns shown", () => {
  const columns = [
    { key: "a", title: "A", show: () => "" },
    { key: "b", title: "B", show: () => "", hidden: true },
  ];

  it("are those not hidden, until somebody chooses", () => {
    expect(shownKeys(columns, null)).toEqual(["a"]);
    expect(shownKeys(columns, ["b"])).toEqual(["b"]);
  });

  it("forget a chosen column that no longer exists", () => {
    expect(shownKeys(columns, ["b", "gone"])).toEqual(["b"]);
  });
});
