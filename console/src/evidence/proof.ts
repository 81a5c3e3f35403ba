/** Checks an inclusion proof in the browser, so that the platform need not be believed (RFC 6962, 2.1.1). */

const LEAF = 0;
const NODE = 1;

export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

async function digest(kind: number, ...parts: Uint8Array[]): Promise<Uint8Array> {
  const whole = new Uint8Array([kind, ...parts.flatMap((part) => [...part])]);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

/** The root that a leaf and its hashes lead to, in a tree of `size` leaves; null where the hashes do not fit. */
export async function rootFrom(entry: Uint8Array, index: number, size: number, hashes: readonly Uint8Array[]): Promise<Uint8Array | null> {
  if (index < 0 || index >= size) return null;
  let at = index;
  let last = size - 1;
  let root = await digest(LEAF, entry);
  for (const hash of hashes) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = await digest(NODE, hash, root);
      // A node without a right neighbour is carried up until it has a left one.
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      root = await digest(NODE, root, hash);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root : null;
}

export interface Checkpoint {
  origin: string;
  size: number;
  /** In base64, as the checkpoint writes it. */
  root: string;
}

/** The three lines of a checkpoint before its signatures; null for what is none. */
export function readCheckpoint(text: string): Checkpoint | null {
  const [origin, size, root] = text.split("\n");
  if (!origin || !size || !root || !/^\d+$/.test(size)) return null;
  return { origin, size: Number(size), root };
}
