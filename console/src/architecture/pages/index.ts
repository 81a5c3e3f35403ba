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
  {
    path: "/catalogue/reviews",
    load: () => import("./ReviewsPage"),
    permission: "architecture.draft.read",
    nav: { step: "sharing", label: (text) => text.reviewing.nav.reviews },
  },
  {
    path: "/catalogue/campaigns",
    load: () => import("./CampaignsPage"),
    permission: READ,
    nav: { step: "sharing", label: (text) => text.reviewing.nav.campaigns },
  },
  { path: "/catalogue/campaigns/new", load: () => import("./NewCampaignPage"), permission: "architecture.catalogue.govern" },
  { path: "/catalogue/campaigns/:id", load: () => import("./CampaignPage"), permission: READ },
  { path: "/catalogue/:code", load: () => import("./EntryPage"), permission: READ },
  {
    path: "/sources",
    load: () => import("./SourcesPage"),
    permission: READ_PHYSICAL,
    nav: { step: "ingestion", label: (text) => text.architecture.nav.sources },
  },
  { path: "/sources/:code", load: () => import("./SourcePage"), permission: READ_PHYSICAL },
];
