/** The numbers of the home page: what is counted, for whom, and where its rows are. */
import { api, ask } from "../api/client";
import type { Rows } from "../api/paging";
import type { Dictionary } from "../i18n";

type CountName = keyof Dictionary["work"]["home"]["figures"];

interface Count {
  name: CountName;
  /** The page of the rows, in the same selection as the count. */
  to: string;
  permission: string;
  query: { queryKey: readonly string[]; queryFn: (context: { signal: AbortSignal }) => Promise<number> };
}

const FIRST = { offset: 0, limit: 1 };

function count(name: CountName, permission: string, to: string, fetch: (signal: AbortSignal) => Promise<Rows<unknown>>): Count {
  const query = { queryKey: ["home", "count", name], queryFn: async ({ signal }: { signal: AbortSignal }) => (await fetch(signal)).total };
  return { name, permission, to, query };
}

export const COUNTS: readonly Count[] = [
  count("lake", "admission.asset.read", "/lake", (signal) =>
    ask(api.GET("/api/v1/admission/assets", { params: { query: FIRST }, signal })),
  ),
  count("catalogue", "architecture.ledger.read", "/catalogue", (signal) =>
    ask(api.GET("/api/v1/architecture/catalogue", { params: { query: FIRST }, signal })),
  ),
  count("services", "services.service.read", "/services?state=published", (signal) =>
    ask(api.GET("/api/v1/services", { params: { query: { ...FIRST, state: "published" } }, signal })),
  ),
  count("inUse", "sharing.application.read", "/sharing/applications?state=in_use", (signal) =>
    ask(api.GET("/api/v1/sharing/applications", { params: { query: { ...FIRST, state: "in_use" } }, signal })),
  ),
  count("tickets", "quality.failure.read", "/quality/tickets?state=open", (signal) =>
    ask(api.GET("/api/v1/quality/tickets", { params: { query: { ...FIRST, state: "open" } }, signal })),
  ),
  count("grants", "security.grant.read", "/security/grants?state=active", (signal) =>
    ask(api.GET("/api/v1/security/grants", { params: { query: { ...FIRST, state: "active" } }, signal })),
  ),
  count("accounts", "access.account.read", "/system/accounts", (signal) =>
    ask(api.GET("/api/v1/access/accounts", { params: { query: FIRST }, signal })),
  ),
  count("evidence", "access.evidence.read", "/evidence", (signal) =>
    ask(api.GET("/api/v1/evidence/entries", { params: { query: FIRST }, signal })),
  ),
];
