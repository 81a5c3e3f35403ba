import type { PageEntry } from "../../app/pages";

const VIEW = "mechanism.view";
const EDIT = "mechanism.organisation.edit";

export const MECHANISM_PAGES: readonly PageEntry[] = [
  {
    path: "/organisations",
    load: () => import("./OrganisationsPage"),
    permission: VIEW,
    nav: { step: "mechanism", label: (text) => text.mechanism.nav.organisations },
  },
  { path: "/organisations/new", load: () => import("./NewOrganisationPage"), permission: EDIT },
  { path: "/organisations/reforms", load: () => import("./ReformsPage"), permission: VIEW },
  { path: "/organisations/reforms/:id", load: () => import("./ReformPage"), permission: VIEW },
  { path: "/organisations/:id/edit", load: () => import("./EditOrganisationPage"), permission: EDIT },
  { path: "/organisations/:id/alter", load: () => import("./AlterPage"), permission: EDIT },
  { path: "/organisations/:id/split", load: () => import("./SplitPage"), permission: EDIT },
  { path: "/organisations/merge", load: () => import("./MergePage"), permission: EDIT },
  { path: "/organisations/:id", load: () => import("./OrganisationPage"), permission: VIEW },
  {
    path: "/people",
    load: () => import("./PeoplePage"),
    permission: VIEW,
    nav: { step: "mechanism", label: (text) => text.mechanism.nav.people },
  },
  { path: "/people/:id/depart", load: () => import("./DepartPage"), permission: "mechanism.person.edit" },
  {
    path: "/groups",
    load: () => import("./GroupsPage"),
    permission: VIEW,
    nav: { step: "mechanism", label: (text) => text.mechanism.groups.nav },
  },
  { path: "/groups/new", load: () => import("./NewGroupPage"), permission: "mechanism.group.edit" },
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
