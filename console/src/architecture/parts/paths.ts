/** Where the pages of the architecture are. Codes hold dots, those of the catalogue a slash. */

export const objectPath = (code: string) => `/ledger/objects/${encodeURIComponent(code)}`;
export const entityPath = (code: string) => `/ledger/entities/${encodeURIComponent(code)}`;
export const entryPath = (code: string) => `/catalogue/${encodeURIComponent(code)}`;

export function nodePath(level: number, code: string): string {
  if (level >= 4) return entityPath(code);
  return level === 3 ? objectPath(code) : `/ledger/nodes/${encodeURIComponent(code)}`;
}

/** The page of a node by its code alone: each level adds a part to it. */
export function nodeCodePath(code: string): string {
  const level = code.split(".").length;
  return level > 4 ? `${entityPath(entityOf(code))}?field=${encodeURIComponent(code)}` : nodePath(level, code);
}

/** The code of the entity an attribute belongs to. */
export const entityOf = (attributeCode: string) => attributeCode.slice(0, attributeCode.lastIndexOf("."));

const LEVELS: Record<string, number> = { domain: 1, subject_area: 2, business_object: 3, entity: 4 };

/** The page of something that was found; an attribute is shown among those of its entity. */
export function hitPath(kind: string, code: string, name = ""): string | null {
  const level = LEVELS[kind];
  if (level !== undefined) return nodePath(level, code);
  if (kind === "attribute") return `${entityPath(entityOf(code))}?field=${encodeURIComponent(code)}`;
  if (kind === "catalogue_entry") return entryPath(code);
  return kind === "system" ? `/systems?q=${encodeURIComponent(name)}` : null;
}
