import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type Indicator = ItemOf<"/api/v1/architecture/indicators">;
export type Term = ItemOf<"/api/v1/architecture/indicator-terms">;
export type Value = ItemOf<"/api/v1/analytics/indicators/{code}/values">;
export type Lineage = AnswerOf<"/api/v1/architecture/indicators/{code}/lineage">;

export const INDICATORS = ["indicators"] as const;
const SERIES = 200;
const MOST_TERMS = 200;

export const indicatorRows = rowsOf<Indicator>([...INDICATORS, "list"], (query, signal) =>
  ask(api.GET("/api/v1/architecture/indicators", { params: { query }, signal })),
);

export const indicatorQuery = (code: string) =>
  queryOptions({
    queryKey: [...INDICATORS, "one", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/indicators/{code}", { params: { path: { code } }, signal })),
  });

export const versionsQuery = (code: string) =>
  queryOptions({
    queryKey: [...INDICATORS, "versions", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/indicators/{code}/versions", { params: { path: { code } }, signal })),
  });

export const lineageQuery = (code: string) =>
  queryOptions({
    queryKey: [...INDICATORS, "lineage", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/indicators/{code}/lineage", { params: { path: { code } }, signal })),
  });

export const sqlQuery = (code: string) =>
  queryOptions({
    queryKey: [...INDICATORS, "sql", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/indicators/{code}/sql", { params: { path: { code } }, signal })),
  });

export const termRows = rowsOf<Term>([...INDICATORS, "terms"], (query, signal) =>
  ask(api.GET("/api/v1/architecture/indicator-terms", { params: { query }, signal })),
);

/** All qualifiers by code, for the words of a caliber. */
export const termsQuery = queryOptions({
  queryKey: [...INDICATORS, "terms", "all"],
  queryFn: async ({ signal }) => {
    const found = await ask(api.GET("/api/v1/architecture/indicator-terms", { params: { query: { limit: MOST_TERMS } }, signal }));
    return new Map(found.items.map((term) => [term.code, term]));
  },
});

export const valueRows = (code: string) =>
  rowsOf<Value>([...INDICATORS, "values", code], (query, signal) =>
    ask(api.GET("/api/v1/analytics/indicators/{code}/values", { params: { path: { code }, query }, signal })),
  );

/** The newest values, for the series. */
export const seriesQuery = (code: string) =>
  queryOptions({
    queryKey: [...INDICATORS, "series", code],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/analytics/indicators/{code}/values", { params: { path: { code }, query: { limit: SERIES } }, signal })),
  });

export const submitIndicator = (code: string, key: string) =>
  ask(api.POST("/api/v1/architecture/indicators/{code}/submit", { params: { path: { code } }, headers: idempotent(key) }));

export const publishIndicator = (code: string, key: string) =>
  ask(api.POST("/api/v1/architecture/indicators/{code}/publish", { params: { path: { code } }, headers: idempotent(key) }));

export const computeIndicator = (code: string, periods: number, key: string) =>
  ask(
    api.POST("/api/v1/analytics/indicators/{code}/compute", {
      params: { path: { code } },
      body: { periods },
      headers: idempotent(key),
    }),
  );
