const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

export function formatNumber(value: number): string {
  return GROUPED.format(value);
}

const SCORE_STEP = 100;

/** A score of 0–100 with two decimals. It is cut, never rounded up: 99.996 is not a full score. */
export function formatScore(score: number): string {
  return formatNumber(Math.floor(score * SCORE_STEP) / SCORE_STEP);
}

/** A share between 0 and 1 as a percentage with at most `digits` decimals. */
export function formatShare(value: number, digits = 1): string {
  return `${new Intl.NumberFormat("en-US", { maximumFractionDigits: digits }).format(value * 100)}%`;
}

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** Bytes in decimal units, three figures at most: 1.5 MB. */
export function formatBytes(bytes: number): string {
  let rest = bytes;
  let step = 0;
  while (rest >= 1000 && step < UNITS.length - 1) {
    rest /= 1000;
    step += 1;
  }
  const digits = step === 0 || rest >= 100 ? 0 : 1;
  return `${rest.toFixed(digits)} ${UNITS[step] ?? "B"}`;
}
