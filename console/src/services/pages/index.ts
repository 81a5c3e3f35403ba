import type { PageEntry } from "../../app/pages";

const READ = "services.service.read";

export const SERVICES_PAGES: readonly PageEntry[] = [
  {
    path: "/services",
    load: () => import("./ServicesPage"),
    permission: READ,
    nav: { step: "services", label: (text) => text.services.pages.list },
  },
  { path: "/services/:code", load: () => import("./ServicePage"), permission: READ },
];
