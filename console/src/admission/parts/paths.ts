/** Where the pages of a data set are. */

export const gatePath = (code: string) => `/lake/${encodeURIComponent(code)}/gate`;

export function assetPath(code: string, tab?: string): string {
  const path = `/lake/${encodeURIComponent(code)}`;
  return tab === undefined ? path : `${path}?tab=${tab}`;
}

/** The page on which a gate's standard is mended, as far as the console has one. */
export function mendPath(standard: string, entityCode: string | null): string | null {
  if (entityCode === null) return null;
  const entity = `/ledger/entities/${encodeURIComponent(entityCode)}`;
  return standard === "standard" || standard === "grade" ? entity : `${entity}?tab=elements`;
}
