import type { PageEntry } from "../../app/pages";

const READ = "architecture.ledger.read";

export const INDICATORS_PAGES: readonly PageEntry[] = [
  {
    path: "/indicators",
    load: () => import("./IndicatorsPage"),
    permission: READ,
    nav: { step: "architecture", label: (text) => text.indicators.nav.indicators },
  },
  {
    path: "/indicators/terms",
    load: () => import("./TermsPage"),
    permission: READ,
    nav: { step: "architecture", label: (text) => text.indicators.nav.terms },
  },
  { path: "/indicators/:code", load: () => import("./IndicatorPage"), permission: READ },
];
