import type { PageEntry } from "../../app/pages";

export const DEVELOPMENT_PAGES: readonly PageEntry[] = [
  {
    path: "/development",
    load: () => import("./DevelopmentPage"),
    permission: "development.run.read",
    nav: { step: "development", label: (text) => text.development.nav.assets },
  },
];
