import type { PageEntry } from "../../app/pages";

const SEE = "sharing.application.read";
const APPLY = "sharing.application.apply";
const TARGETS = "sharing.target.manage";

export const SHARING_PAGES: readonly PageEntry[] = [
  {
    path: "/cart",
    load: () => import("./CartPage"),
    permission: APPLY,
    nav: { step: "sharing", label: (text) => text.nav.pages.cart },
  },
  { path: "/cart/apply", load: () => import("./ApplyPage"), permission: APPLY },
  {
    path: "/sharing/applications",
    load: () => import("./ApplicationsPage"),
    permission: SEE,
    nav: { step: "sharing", label: (text) => text.sharing.pages.applications },
  },
  { path: "/sharing/applications/:id", load: () => import("./ApplicationPage"), permission: SEE },
  { path: "/sharing/applications/:id/edit", load: () => import("./EditPage"), permission: APPLY },
  { path: "/sharing/applications/:id/review", load: () => import("./ReviewPage"), permission: SEE },
  { path: "/sharing/applications/:id/receipt", load: () => import("./ReceiptPage"), permission: APPLY },
  { path: "/sharing/applications/:id/evaluation", load: () => import("./EvaluationPage"), permission: APPLY },
  {
    path: "/sharing/deliveries",
    load: () => import("./DeliveriesPage"),
    permission: SEE,
    nav: { step: "sharing", label: (text) => text.sharing.pages.deliveries },
  },
  {
    path: "/sharing/targets",
    load: () => import("./TargetsPage"),
    permission: TARGETS,
    nav: { step: "sharing", label: (text) => text.sharing.pages.targets },
  },
  { path: "/sharing/targets/new", load: () => import("./NewTargetPage"), permission: TARGETS },
  { path: "/sharing/targets/:code/connection", load: () => import("./ConnectionPage"), permission: TARGETS },
];
