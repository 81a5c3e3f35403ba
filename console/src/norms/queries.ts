import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, BodyOf, ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type Norm = ItemOf<"/api/v1/policy/norms">;
export type Clause = ItemOf<"/api/v1/policy/clauses">;
export type Department = ItemOf<"/api/v1/policy/norm-results">;
export type Violation = ItemOf<"/api/v1/policy/norm-violations">;
export type Waiver = ItemOf<"/api/v1/policy/norm-waivers">;
export type Run = ItemOf<"/api/v1/policy/norm-runs">;
export type Trend = AnswerOf<"/api/v1/policy/norm-results/trend">;
export type NewWaiver = BodyOf<"/api/v1/policy/norm-waivers">;

export const NORMS = ["norms"] as const;
const DOCUMENTS = [...NORMS, "documents"] as const;

export const normRows = rowsOf<Norm>([...DOCUMENTS, "list"], (query, signal) =>
  ask(api.GET("/api/v1/policy/norms", { params: { query }, signal })),
);

export const normQuery = (code: string) =>
  queryOptions({
    queryKey: [...DOCUMENTS, "one", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/policy/norms/{code}", { params: { path: { code } }, signal })),
  });

export const clausesQuery = (norm?: string) =>
  queryOptions({
    queryKey: [...NORMS, "clauses", norm ?? ""],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/policy/clauses", { params: { query: norm === undefined ? {} : { norm } }, signal })),
  });

export const clauseQuery = (id: string) =>
  queryOptions({
    queryKey: [...NORMS, "clause", id],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/policy/clauses/{clause_id}", { params: { path: { clause_id: id } }, signal })),
  });

export const departmentsQuery = queryOptions({
  queryKey: [...NORMS, "departments"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/policy/norm-results", { signal })),
});

export const latestRunQuery = queryOptions({
  queryKey: [...NORMS, "runs", "latest"],
  queryFn: async ({ signal }) => {
    const found = await ask(api.GET("/api/v1/policy/norm-runs", { params: { query: { limit: 1 } }, signal }));
    return found.items[0] ?? null;
  },
});

export const trendQuery = (organisation?: string) =>
  queryOptions({
    queryKey: [...NORMS, "trend", organisation ?? ""],
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/v1/policy/norm-results/trend", {
          params: { query: organisation === undefined ? {} : { organisation_id: organisation } },
          signal,
        }),
      ),
  });

export const violationRows = (fixed: { organisation_id?: string; clause?: string }) =>
  rowsOf<Violation>([...NORMS, "violations", fixed.organisation_id ?? "", fixed.clause ?? ""], (query, signal) =>
    ask(api.GET("/api/v1/policy/norm-violations", { params: { query: { ...query, ...fixed } }, signal })),
  );

export const waiverRows = rowsOf<Waiver>([...NORMS, "waivers"], (query, signal) =>
  ask(api.GET("/api/v1/policy/norm-waivers", { params: { query }, signal })),
);

export const submitNorm = (code: string, key: string) =>
  ask(api.POST("/api/v1/policy/norms/{code}/submit", { params: { path: { code } }, headers: idempotent(key) }));

export const publishNorm = (code: string, key: string) =>
  ask(api.POST("/api/v1/policy/norms/{code}/publish", { params: { path: { code } }, headers: idempotent(key) }));

export const startCheck = (key: string) => ask(api.POST("/api/v1/policy/norm-runs", { headers: idempotent(key) }));

export const proposeWaiver = (body: NewWaiver, key: string) =>
  ask(api.POST("/api/v1/policy/norm-waivers", { body, headers: idempotent(key) }));

export const endWaiver = (id: string, key: string) =>
  ask(
    api.POST("/api/v1/policy/norm-waivers/{waiver_id}/end", { params: { path: { waiver_id: id } }, headers: idempotent(key) }),
  );
