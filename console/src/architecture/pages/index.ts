import type { PageEntry } from "../../app/pages";

const READ = "architecture.ledger.read";
const COMPLETENESS = "architecture.completeness.read";
const READ_PHYSICAL = "architecture.physical.read";

export const ARCHITECTURE_PAGES: readonly PageEntry[] = [
  { path: "/search", load: () => import("./SearchPage"), permission: READ },
  {
    path: "/ledger",
    load: () => import("./LedgerPage"),
    permission: READ,
    nav: { step: "architecture", label: (text) => text.architecture.nav.ledger },
  },
  {
    path: "/ledger/map",
    load: () => import("./MapPage"),
    permission: READ,
    nav: { step: "architecture", label: (text) => text.architecture.nav.map },
  },
  {
    path: "/ledger/completeness",
    load: () => import("./CompletenessPage"),
    permission: COMPLETENESS,
    nav: { step: "architecture", label: (text) => text.architecture.nav.completeness },
  },
  { path: "/ledger/completeness/:element", load: () => import("./MissingPage"), permission: COMPLETENESS },
  { path: "/ledger/nodes/:code", load: () => import("./NodePage"), permission: READ },
  { path: "/ledger/objects/:code", load: () => import("./ObjectPage"), permission: READ },
  { path: "/ledger/entities/:code", load: () => import("./EntityPage"), permission: READ },
  {
    path: "/systems",
    load: () => import("./SystemsPage"),
    permission: READ,
    nav: { step: "architecture", label: (text) => text.architecture.nav.systems },
  },
  {
    path: "/definitions/check",
    load: () => import("./DefinitionsPage"),
    permission: "architecture.definitions.check",
    nav: { step: "architecture", label: (text) => text.architecture.nav.definitions },
  },
  {
    path: "/catalogue",
    load: () => import("./CataloguePage"),
    permission: READ,
    nav: { step: "sharing", label: (text) => text.architecture.nav.catalogue },
  },
  { path: "/catalogue/:code", load: () => import("./EntryPage"), permission: READ },
  {
    path: "/sources",
    load: () => import("./SourcesPage"),
    permission: READ_PHYSICAL,
    nav: { step: "ingestion", label: (text) => text.architecture.nav.sources },
  },
  { path: "/sources/:code", load: () => import("./SourcePage"), permission: READ_PHYSICAL },
];
