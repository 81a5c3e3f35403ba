import { describe, expect, it } from "vitest";

import { en } from "./en";
import { zh } from "./zh";

type Entry = [key: string, value: unknown];

function flatten(value: object, prefix = ""): Entry[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): Entry[] =>
    typeof inner === "object" && inner !== null ? flatten(inner, `${prefix}${key}.`) : [[prefix + key, inner]],
  );
}

/** What a text reads like, whatever it is given. */
function read(value: unknown): string {
  return typeof value === "function" ? String((value as (...given: unknown[]) => unknown)(2, 3, "…")) : String(value);
}

describe("the two dictionaries", () => {
  it("say the same things: same keys, texts where texts are, sentences with parameters where those are", () => {
    const shape = (dictionary: object) => flatten(dictionary).map(([key, value]) => `${key}: ${typeof value}`).sort();
    expect(shape(en)).toEqual(shape(zh));
  });

  it("leave nothing unsaid", () => {
    const empty = [...flatten(zh), ...flatten(en)].filter(([, value]) => read(value).trim() === "");
    expect(empty).toEqual([]);
  });

  it("have no Chinese in the English but the name of the language", () => {
    const han = flatten(en).filter(([, value]) => /\p{Script=Han}/u.test(read(value)));
    expect(han.map(([key]) => key)).toEqual(["access.me.languages.zh-CN", "nav.language"]);
  });

  it("never exclaim", () => {
    const loud = [...flatten(zh), ...flatten(en)].filter(([, value]) => /[!！]/.test(read(value)));
    expect(loud).toEqual([]);
  });
});
