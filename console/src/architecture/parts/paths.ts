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

/** Where things are shown that have a page of their own under their code. */
const PAGES: Record<string, (code: string, name: string) => string> = {
  attribute: (code) => `${entityPath(entityOf(code))}?field=${encodeURIComponent(code)}`,
  catalogue_entry: entryPath,
  system: (code) => `/systems/${encodeURIComponent(code)}`,
  data_element: (code) => `/standards/data-elements/${encodeURIComponent(code)}`,
  code_table: (code) => `/standards/code-tables/${encodeURIComponent(code)}`,
  code: (code) => {
    const [table = "", ...rest] = code.split("/");
    return `/standards/code-tables/${encodeURIComponent(table)}?q=${encodeURIComponent(rest.join("/"))}`;
  },
  norm: (code) => `/standards/norms/${encodeURIComponent(code)}`,
  organisation: (_code, name) => `/organisations?q=${encodeURIComponent(name)}`,
  table: (code) => `/sources/${encodeURIComponent(code.split("/")[0] ?? "")}`,
  indicator: (code) => `/indicators/${encodeURIComponent(code)}`,
};

/** The page of something that was found; an attribute is shown among those of its entity. */
export function hitPath(kind: string, code: string, name = ""): string | null {
  const level = LEVELS[kind];
  return level === undefined ? (PAGES[kind]?.(code, name) ?? null) : nodePath(level, code);
}

/** The things that lack an element, of one organisation or of all. */
export const missingPath = (element: string, organisation?: string) =>
  `/ledger/completeness/${element}${organisation === undefined ? "" : `?organisation_id=${encodeURIComponent(organisation)}`}`;
