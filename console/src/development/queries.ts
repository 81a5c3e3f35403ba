import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, ItemOf } from "../api/types";

export type DevelopmentRun = ItemOf<"/api/v1/development/assets/{code}/runs">;
export type Plan = AnswerOf<"/api/v1/development/assets/{code}/plan">;

/** The runs that made versions of a data set, newest first. */
export const developmentRunsOf = (code: string) =>
  rowsOf<DevelopmentRun>(["development", "runs", code], (query, signal) =>
    ask(api.GET("/api/v1/development/assets/{code}/runs", { params: { path: { code }, query }, signal })),
  );

/** How one data set is standardised into another, by the standards published today. */
export const planQuery = (code: string, source: string) =>
  queryOptions({
    queryKey: ["development", "plan", code, source],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/development/assets/{code}/plan", { params: { path: { code }, query: { source } }, signal })),
  });
