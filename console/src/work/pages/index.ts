import type { PageEntry } from "../../app/pages";

export const WORK_PAGES: readonly PageEntry[] = [
  { path: "/", load: () => import("./HomePage"), nav: { step: "workbench", label: (text) => text.nav.pages.home } },
  { path: "/inbox", load: () => import("./InboxPage"), nav: { step: "workbench", label: (text) => text.nav.pages.inbox } },
  { path: "/notices", load: () => import("./NoticesPage"), nav: { step: "workbench", label: (text) => text.nav.pages.notices } },
];
