import { describe, expect, it } from "vitest";

import { deviceWords } from "./device";

describe("the device of a session", () => {
  it.each([
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36", "Chrome · Windows"],
    ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge · Windows"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/19.0 Safari/604.1", "Safari · iOS"],
    ["python-httpx/0.28.1", "python-httpx"],
  ])("is told by browser and system: %s", (agent, words) => {
    expect(deviceWords(agent)).toBe(words);
  });

  it("is unknown when nothing was said", () => {
    expect(deviceWords("")).toBeNull();
  });
});
