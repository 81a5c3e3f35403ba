import { describe, expect, it } from "vitest";

import { isStale, progressOf } from "./progress";

const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const PATIENCE = 90_000;

describe("how far a run is", () => {
  it("is running while the platform says so", () => {
    expect(progressOf({ state: "running", started_at: at(0) }, null, 5_000, PATIENCE)).toBe("running");
  });

  it("is waited for from the moment it was asked for until one starts later", () => {
    expect(progressOf(undefined, 10_000, 12_000, PATIENCE)).toBe("queued");
    expect(progressOf({ state: "done", started_at: at(3) }, 10_000, 12_000, PATIENCE)).toBe("queued");
    expect(progressOf({ state: "done", started_at: at(11) }, 10_000, 12_000, PATIENCE)).toBe("idle");
  });

  it("is not waited for for ever", () => {
    expect(progressOf(undefined, 0, PATIENCE + 1, PATIENCE)).toBe("idle");
  });
});

describe("a run without a sign of life", () => {
  it("is called out after a minute", () => {
    expect(isStale({ heartbeat_at: at(0) }, 59_000)).toBe(false);
    expect(isStale({ heartbeat_at: at(0) }, 61_000)).toBe(true);
  });
});
