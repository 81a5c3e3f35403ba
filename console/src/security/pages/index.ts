import type { PageEntry } from "../../app/pages";

const READ = "security.grant.read";

export const SECURITY_PAGES: readonly PageEntry[] = [
  {
    path: "/security/grants",
    load: () => import("./GrantsPage"),
    permission: READ,
    nav: { step: "sharing", label: (text) => text.security.pages.grants },
  },
  { path: "/security/grants/:id", load: () => import("./GrantPage"), permission: READ },
];
