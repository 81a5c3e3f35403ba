import { describe, expect, it } from "vitest";

import { safeNext } from "../access/next";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { currentLink, isWithin, navigationFor } from "./navigation";
import { PAGES, STEPS } from "./pages";

const ALL = () => true;

describe("the navigation", () => {
  const pages = [
    { path: "/open", load: () => Promise.reject(new Error("not loaded here")), nav: { step: "policy" as const, label: () => "Open" } },
    {
      path: "/closed",
      permission: "security.alarm.read",
      load: () => Promise.reject(new Error("not loaded here")),
      nav: { step: "security" as const, label: () => "Closed" },
    },
  ];

  it("does not show what a person may never open, nor a step with nothing in it", () => {
    const may = (permission: string | undefined) => permission === undefined;
    expect(navigationFor(pages, STEPS, zh, may).map((step) => step.step)).toEqual(["policy"]);
    expect(navigationFor(pages, STEPS, zh, ALL).map((step) => step.step)).toEqual(["policy", "security"]);
  });

  it("names every page in both languages", () => {
    for (const text of [zh, en]) {
      const labels = navigationFor(PAGES, STEPS, text, ALL).flatMap((step) => step.links.map((link) => link.label));
      expect(labels.every((label) => label !== "")).toBe(true);
    }
  });

  it("has every address once", () => {
    const paths = PAGES.map((page) => page.path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("marks the page that is open and those above it, but not home for everything", () => {
    expect(isWithin("/sharing", "/sharing/applications/7")).toBe(true);
    expect(isWithin("/share", "/sharing")).toBe(false);
    expect(isWithin("/", "/sharing")).toBe(false);
  });

  it("marks one link only, the closest to the page that is open", () => {
    const links = ["/", "/quality", "/quality/tickets"];
    expect(currentLink(links, "/quality/tickets/7")).toBe("/quality/tickets");
    expect(currentLink(links, "/quality/assets/x")).toBe("/quality");
    expect(currentLink(links, "/nowhere")).toBeNull();
  });
});

describe("the page after signing in", () => {
  it("is the one that was wanted", () => {
    expect(safeNext("/inbox?state=open")).toBe("/inbox?state=open");
  });

  it.each([null, "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/login?next=/login"])(
    "is never another site or the sign-in page again: %s",
    (next) => {
      expect(safeNext(next)).toBe("/");
    },
  );
});
