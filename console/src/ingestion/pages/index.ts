import type { PageEntry } from "../../app/pages";

export const INGESTION_PAGES: readonly PageEntry[] = [
  {
    path: "/ingestion",
    load: () => import("./IngestionPage"),
    permission: "ingestion.run.read",
    nav: { step: "ingestion", label: (text) => text.ingestion.nav.assets },
  },
];
