import type { PageEntry } from "../../app/pages";

const READ = "admission.asset.read";

export const ADMISSION_PAGES: readonly PageEntry[] = [
  {
    path: "/lake",
    load: () => import("./LakePage"),
    permission: READ,
    nav: { step: "admission", label: (text) => text.admission.nav.lake },
  },
  { path: "/lake/:code", load: () => import("./TablePage"), permission: READ },
  { path: "/lake/:code/gate", load: () => import("./GatePage"), permission: "admission.asset.admit" },
  {
    path: "/releases",
    load: () => import("./ReleasesPage"),
    permission: READ,
    nav: { step: "admission", label: (text) => text.admission.nav.releases },
  },
];
