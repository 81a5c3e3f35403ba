import { describe, expect, it } from "vitest";

import { addressOf, commandOf, filled } from "./call";

const PATH = "/gateway/v1/residents";

describe("a call of a data service", () => {
  it("carries what was filled in, several values one by one, and nothing blank", () => {
    const parameters = { district: ["680101", "680102"], name: [" "], id: [" 42 "] };
    expect(filled(parameters)).toEqual({ district: ["680101", "680102"], id: ["42"] });
    expect(addressOf({ path: PATH, parameters, fields: ["id", "name"], limit: 20 })).toBe(
      `${PATH}?district=680101&district=680102&id=42&fields=id%2Cname&limit=20`,
    );
    expect(addressOf({ path: PATH, parameters: {}, fields: [], limit: null })).toBe(PATH);
  });

  it("can be pasted into a shell whatever was typed, and holds no key", () => {
    const call = { path: PATH, parameters: { name: ["'; rm -rf $HOME #`x`"] }, fields: [], limit: null };
    const command = commandOf(call, "http://127.0.0.1:8000");
    expect(command.split("'")).toHaveLength(3);
    expect(command).toContain("$SHUDAO_KEY");
  });
});
