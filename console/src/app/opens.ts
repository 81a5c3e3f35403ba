import { matchPath } from "react-router";

import { useCan } from "../session/session";
import { PAGES } from "./pages";

/** Whether this person may open the page at an address: links that would lead to a refusal are not offered. */
export function useOpens(): (to: string) => boolean {
  const can = useCan();
  return (to) => {
    const [path = ""] = to.split("?");
    const page = PAGES.find((entry) => matchPath(entry.path, path) !== null);
    return page !== undefined && can(page.permission);
  };
}
