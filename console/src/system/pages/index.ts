import type { PageEntry } from "../../app/pages";

const JOBS = "work.job.operate";
const LOAD_CALENDAR = "work.calendar.load";
const ACCOUNTS = "access.account.read";

export const SYSTEM_PAGES: readonly PageEntry[] = [
  {
    path: "/work/changes",
    load: () => import("./ChangesPage"),
    nav: { step: "workbench", label: (text) => text.system.pages.changes },
  },
  { path: "/work/changes/:id", load: () => import("./ChangePage") },
  {
    path: "/system/accounts",
    load: () => import("./AccountsPage"),
    permission: ACCOUNTS,
    nav: { step: "system", label: (text) => text.system.pages.accounts },
  },
  { path: "/system/accounts/new", load: () => import("./NewAccountPage"), permission: "access.account.manage" },
  { path: "/system/accounts/:id/role", load: () => import("./GiveRolePage"), permission: "access.role.assign" },
  {
    path: "/system/jobs",
    load: () => import("./JobsPage"),
    permission: JOBS,
    nav: { step: "system", label: (text) => text.system.pages.jobs },
  },
  {
    path: "/system/calendar",
    load: () => import("./CalendarPage"),
    permission: "work.calendar.read",
    nav: { step: "system", label: (text) => text.system.pages.calendar },
  },
  { path: "/system/calendar/load", load: () => import("./CalendarLoadPage"), permission: LOAD_CALENDAR },
];
