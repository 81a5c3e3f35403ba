import type { PageEntry } from "../../app/pages";

const VIEW = "mechanism.view";

export const MECHANISM_PAGES: readonly PageEntry[] = [
  {
    path: "/organisations",
    load: () => import("./OrganisationsPage"),
    permission: VIEW,
    nav: { step: "mechanism", label: (text) => text.mechanism.nav.organisations },
  },
  { path: "/organisations/merge", load: () => import("./MergePage"), permission: "mechanism.organisation.edit" },
  { path: "/organisations/:id", load: () => import("./OrganisationPage"), permission: VIEW },
  {
    path: "/people",
    load: () => import("./PeoplePage"),
    permission: VIEW,
    nav: { step: "mechanism", label: (text) => text.mechanism.nav.people },
  },
  { path: "/people/:id", load: () => import("./PersonPage"), permission: VIEW },
  {
    path: "/reporting",
    load: () => import("./ReportingPage"),
    permission: VIEW,
    nav: { step: "mechanism", label: (text) => text.mechanism.nav.chart },
  },
  {
    path: "/accountability",
    load: () => import("./OwnedPage"),
    permission: VIEW,
    nav: { step: "mechanism", label: (text) => text.mechanism.nav.accountability },
  },
  { path: "/accountability/unowned", load: () => import("./UnownedPage"), permission: VIEW },
  { path: "/accountability/disputed", load: () => import("./DisputedPage"), permission: VIEW },
  {
    path: "/duties",
    load: () => import("./DutiesPage"),
    permission: VIEW,
    nav: { step: "mechanism", label: (text) => text.mechanism.nav.duties },
  },
];
