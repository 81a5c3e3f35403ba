import type { Dictionary } from "../../i18n/dictionary";

/** How a table that follows no national or industry standard is written. */
const LOCAL = "local";

/** The standard that a code table follows, by its number. */
export function standardWords(standard: string, text: Dictionary): string {
  if (standard === LOCAL) return text.policy.tables.ownStandard;
  return standard || text.common.none;
}
