import type { PageEntry } from "../../app/pages";

const READ = "policy.standard.read";
const RESULTS = "policy.norms.read_results";
const WAIVE = "policy.norms.waive";

export const NORMS_PAGES: readonly PageEntry[] = [
  {
    path: "/standards/norms",
    load: () => import("./NormsPage"),
    permission: READ,
    nav: { step: "policy", label: (text) => text.norms.nav.norms },
  },
  {
    path: "/standards/norms/results",
    load: () => import("./ResultsPage"),
    permission: RESULTS,
    nav: { step: "policy", label: (text) => text.norms.nav.results },
  },
  { path: "/standards/norms/results/:id", load: () => import("./DepartmentPage"), permission: RESULTS },
  {
    path: "/standards/norms/waivers",
    load: () => import("./WaiversPage"),
    permission: RESULTS,
    nav: { step: "policy", label: (text) => text.norms.nav.waivers },
  },
  { path: "/standards/norms/waive", load: () => import("./WaivePage"), permission: WAIVE },
  { path: "/standards/norms/clauses/:id", load: () => import("./ClausePage"), permission: READ },
  { path: "/standards/norms/:code", load: () => import("./NormPage"), permission: READ },
];
