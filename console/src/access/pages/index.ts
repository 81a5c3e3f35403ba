import type { PageEntry } from "../../app/pages";

export const ACCESS_PAGES: readonly PageEntry[] = [
  { path: "/me", load: () => import("./MePage") },
  { path: "/me/sessions", load: () => import("./SessionsPage") },
  { path: "/me/password", load: () => import("./PasswordPage") },
];
