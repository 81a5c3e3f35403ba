import type { PageEntry } from "../../app/pages";

const READ = "policy.standard.read";

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
  {
    path: "/standards/norms",
    load: () => import("./NormsPage"),
    permission: READ,
    nav: { step: "policy", label: (text) => text.policy.nav.norms },
  },
];
