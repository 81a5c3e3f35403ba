import { describe, expect, it } from "vitest";

import { fromHex, readCheckpoint, rootFrom, toBase64 } from "./proof";
import { startOf } from "./queries";

async function sha256(...parts: Uint8Array[]): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(parts.flatMap((part) => [...part]))));
}

const leafHash = (entry: Uint8Array) => sha256(new Uint8Array([0]), entry);
const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(new Uint8Array([1]), left, right);

/** The tree as RFC 6962 defines it, by recursion: root and path of one leaf. */
async function tree(entries: readonly Uint8Array[], index: number): Promise<{ root: Uint8Array; path: Uint8Array[] }> {
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) return { root: await leafHash(only), path: [] };
  let split = 1;
  while (2 * split < entries.length) split *= 2;
  const inLeft = index < split;
  const left = await tree(entries.slice(0, split), inLeft ? index : 0);
  const right = await tree(entries.slice(split), inLeft ? 0 : index - split);
  const root = await nodeHash(left.root, right.root);
  return { root, path: inLeft ? [...left.path, right.root] : [...right.path, left.root] };
}

describe("an inclusion proof", () => {
  it("leads every leaf of every small tree to the tree's root, and a changed entry elsewhere", async () => {
    for (let size = 1; size <= 17; size += 1) {
      const entries = Array.from({ length: size }, (_, at) => new TextEncoder().encode(`entry ${at}`));
      for (let index = 0; index < size; index += 1) {
        const { root, path } = await tree(entries, index);
        const entry = entries[index] ?? new Uint8Array();
        expect(await rootFrom(entry, index, size, path)).toEqual(root);
        expect(await rootFrom(new TextEncoder().encode("another"), index, size, path)).not.toEqual(root);
        if (size > 1) expect(await rootFrom(entry, index, size, path.slice(1))).not.toEqual(root);
      }
    }
  });

  it("refuses an index outside the tree and too many hashes", async () => {
    expect(await rootFrom(new Uint8Array(), 3, 3, [])).toBeNull();
    expect(await rootFrom(new Uint8Array(), 0, 1, [new Uint8Array(32)])).toBeNull();
  });
});

describe("a checkpoint", () => {
  it("is read up to its signatures; anything else is none", () => {
    expect(readCheckpoint("shudao/x\n12\nq83v\n\n— sig")).toEqual({ origin: "shudao/x", size: 12, root: "q83v" });
    expect(readCheckpoint("hello")).toBeNull();
    expect(readCheckpoint("a\nb\nc")).toBeNull();
  });

  it("is compared in base64", () => {
    expect(toBase64(fromHex("abcdef"))).toBe("q83v");
  });
});

describe("the days of a filter", () => {
  it("begin at midnight in Beijing, and end with the day that was chosen", () => {
    expect(startOf("2026-11-23")).toBe("2026-11-22T16:00:00.000Z");
    expect(startOf("2026-11-23", 1)).toBe("2026-11-23T16:00:00.000Z");
  });
});
