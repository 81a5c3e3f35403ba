import type { PageEntry } from "../../app/pages";

const READ = "policy.standard.read";
const EDIT = "policy.standard.edit";

export const POLICY_PAGES: readonly PageEntry[] = [
  {
    path: "/standards/data-elements",
    load: () => import("./ElementsPage"),
    permission: READ,
    nav: { step: "policy", label: (text) => text.policy.nav.elements },
  },
  { path: "/standards/data-elements/:code", load: () => import("./ElementPage"), permission: READ },
  {
    path: "/standards/code-tables",
    load: () => import("./CodeTablesPage"),
    permission: READ,
    nav: { step: "policy", label: (text) => text.policy.nav.tables },
  },
  { path: "/standards/code-tables/:name", load: () => import("./CodeTablePage"), permission: READ },
  { path: "/standards/code-mappings/:name", load: () => import("./CodeMappingPage"), permission: READ },
  {
    path: "/standards/conflicts",
    load: () => import("./ConflictsPage"),
    permission: READ,
    nav: { step: "policy", label: (text) => text.codes.nav.conflicts },
  },
  {
    path: "/standards/proposals",
    load: () => import("./ProposalsPage"),
    permission: EDIT,
    nav: { step: "policy", label: (text) => text.codes.nav.proposals },
  },
];
