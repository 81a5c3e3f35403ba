import type { PageEntry } from "../../app/pages";

const VIEW_DISPUTES = "mechanism.view";

export const WORK_PAGES: readonly PageEntry[] = [
  { path: "/", load: () => import("./HomePage"), nav: { step: "workbench", label: (text) => text.nav.pages.home } },
  { path: "/inbox", load: () => import("./InboxPage"), nav: { step: "workbench", label: (text) => text.nav.pages.inbox } },
  {
    path: "/work/review",
    load: () => import("./BulkReviewPage"),
    nav: { step: "workbench", label: (text) => text.work.bulk.title },
  },
  { path: "/notices", load: () => import("./NoticesPage"), nav: { step: "workbench", label: (text) => text.nav.pages.notices } },
  {
    path: "/disputes",
    load: () => import("./DisputesPage"),
    permission: VIEW_DISPUTES,
    nav: { step: "workbench", label: (text) => text.work.disputes.title },
  },
  { path: "/disputes/new", load: () => import("./NewDisputePage"), permission: "mechanism.dispute.open" },
  { path: "/disputes/:id", load: () => import("./DisputePage"), permission: VIEW_DISPUTES },
  {
    path: "/me/deputies",
    load: () => import("./DeputiesPage"),
    nav: { step: "workbench", label: (text) => text.work.deputies.title },
  },
  { path: "/me/deputies/new", load: () => import("./NewDeputyPage") },
  {
    path: "/me/notices",
    load: () => import("./ChannelsPage"),
    nav: { step: "workbench", label: (text) => text.work.channels.title },
  },
  {
    path: "/system/dispatch",
    load: () => import("./DispatchPage"),
    permission: "work.dispatch.set",
    nav: { step: "system", label: (text) => text.work.dispatch.title },
  },
];
