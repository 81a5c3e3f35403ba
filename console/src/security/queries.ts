import { queryOptions, useQueryClient } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, ItemOf } from "../api/types";

export type Grant = ItemOf<"/api/v1/security/grants">;
export type GrantDetail = AnswerOf<"/api/v1/security/grants/{grant_id}">;

export const grantRows = rowsOf<Grant>(["security", "grants"], (query, signal) =>
  ask(api.GET("/api/v1/security/grants", { params: { query }, signal })),
);

export const grantQuery = (id: string) =>
  queryOptions({
    queryKey: ["security", "grant", id],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/security/grants/{grant_id}", { params: { path: { grant_id: id } }, signal })),
  });

export function revokeGrant(id: string, reason: string) {
  return ask(api.POST("/api/v1/security/grants/{grant_id}/revocation", { params: { path: { grant_id: id } }, body: { reason } }));
}

/** After a revocation everything that rests on the grant is asked for again. */
export function useAfterRevocation(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const module of ["security", "sharing", "services"]) void queries.invalidateQueries({ queryKey: [module] });
  };
}
