import type { PageEntry } from "../../app/pages";

const READ = "architecture.ledger.read";
const EDIT = "architecture.node.edit";
const CERTIFY = "architecture.certification.decide";
const QUALITY = "architecture.quality_plan.declare";

export const DRAFTING_PAGES: readonly PageEntry[] = [
  { path: "/ledger/new", load: () => import("./NewNodePage"), permission: EDIT },
  { path: "/ledger/drafts/:code", load: () => import("./EditNodePage"), permission: EDIT },
  { path: "/ledger/attribute-drafts/:code", load: () => import("./EditAttributePage"), permission: EDIT },
  { path: "/ledger/changes/:code", load: () => import("./ProposeChangePage"), permission: EDIT },
  { path: "/ledger/entities/:code/new-attribute", load: () => import("./NewAttributePage"), permission: EDIT },
  { path: "/ledger/entities/:code/certification", load: () => import("./CertificationPage"), permission: CERTIFY },
  { path: "/ledger/entities/:code/quality-plan", load: () => import("./QualityPlanPage"), permission: QUALITY },
  {
    path: "/ledger/untraced",
    load: () => import("./UntracedPage"),
    permission: READ,
    nav: { step: "architecture", label: (text) => text.drafting.untraced.nav },
  },
  {
    path: "/ledger/lowerings",
    load: () => import("./LoweringsPage"),
    permission: "architecture.lowering.read",
    nav: { step: "security", label: (text) => text.drafting.lowerings.nav },
  },
];
