import type { Dictionary } from "../../i18n";

type Words = Dictionary["policy"]["format"];

/** `an18`, `n..16,4`, `a3..20`: kind, length or least length, most, decimals. */
const NOTATION = /^(an|bn|a|n)(\d*)(\.\.(\d+))?(?:,(\d+))?$/;

function lengthWords(words: Words, of: string, first: string, most: string | undefined): string {
  if (most === undefined) return words.exact(Number(first), of);
  return first === "" ? words.upTo(Number(most), of) : words.between(Number(first), Number(most), of);
}

/** A format of GB/T 19488.1 in words: `an18` is 18 位字母或数字; an unknown notation stands for itself. */
export function formatWords(notation: string, words: Words): string {
  if (notation === "d8" || notation === "dt14" || notation === "ul") return words[notation];
  const found = NOTATION.exec(notation);
  if (found === null) return notation;
  const [, kind = "", first = "", , most, decimals] = found;
  if (first === "" && most === undefined) return words.kinds[kind as keyof Words["kinds"]];
  const length = lengthWords(words, words.kinds[kind as keyof Words["kinds"]], first, most);
  return decimals === undefined ? length : words.decimals(length, Number(decimals));
}
