import type { Suggested } from "../queries";

export interface Alike {
  hit: Suggested;
  /** How many of the same kind and name were found. */
  count: number;
}

/** Things of the same kind and name as one, in the order of the best of each: a city has many 公民身份号码. */
export function alike(hits: readonly Suggested[]): Alike[] {
  const found = new Map<string, Alike>();
  for (const hit of hits) {
    const key = `${hit.kind}/${hit.name}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { hit, count: 1 });
    else known.count += 1;
  }
  return [...found.values()];
}
