import type { PageEntry } from "../../app/pages";

const READ = "architecture.ledger.read";
const READ_PHYSICAL = "architecture.physical.read";
const MANAGE = "architecture.system.manage";
const MANAGE_SOURCES = "architecture.source.manage";

export const SYSTEMS_PAGES: readonly PageEntry[] = [
  {
    path: "/systems",
    load: () => import("./SystemsPage"),
    permission: READ,
    nav: { step: "architecture", label: (text) => text.systems.nav.systems },
  },
  { path: "/systems/new", load: () => import("./NewSystemPage"), permission: MANAGE },
  { path: "/systems/:code", load: () => import("./SystemPage"), permission: READ },
  { path: "/systems/:code/edit", load: () => import("./EditSystemPage"), permission: MANAGE },
  { path: "/sources/new", load: () => import("./NewSourcePage"), permission: MANAGE_SOURCES },
  { path: "/tables/confirm", load: () => import("./ConfirmPage"), permission: READ_PHYSICAL },
  {
    path: "/drifts",
    load: () => import("./DriftsPage"),
    permission: READ_PHYSICAL,
    nav: { step: "ingestion", label: (text) => text.systems.nav.drifts },
  },
  { path: "/drifts/:id", load: () => import("./DriftPage"), permission: READ_PHYSICAL },
];
