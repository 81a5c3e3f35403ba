import type { PageEntry } from "../../app/pages";

const USE = "sheets.use";

export const SHEET_PAGES: readonly PageEntry[] = [
  { path: "/sheets/:kind", load: () => import("./ImportPage"), permission: USE },
  { path: "/sheets/:kind/:id", load: () => import("./ImportPage"), permission: USE },
];
