import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, BodyOf, ItemOf } from "../api/types";

export type Score = ItemOf<"/api/v1/quality/scores">;
export type Run = ItemOf<"/api/v1/quality/assets/{code}/runs">;
export type LatestRun = AnswerOf<"/api/v1/quality/assets/{code}/runs/latest">;
export type RuleResult = LatestRun["results"][number];
export type Ticket = ItemOf<"/api/v1/quality/tickets">;
type Answer = BodyOf<"/api/v1/quality/tickets/{ticket_id}/answer">;

const TREND_RUNS = 30;

export const scoresQuery = queryOptions({
  queryKey: ["quality", "scores"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/quality/scores", { signal })),
});

/** The data set itself, as the lake knows it: its title, department and columns. */
export const assetQuery = (code: string) =>
  queryOptions({
    queryKey: ["admission", "asset", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/admission/assets/{code}", { params: { path: { code } }, signal })),
  });

export const latestRunQuery = (code: string) =>
  queryOptions({
    queryKey: ["quality", "latest", code],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/quality/assets/{code}/runs/latest", { params: { path: { code } }, signal })),
  });

export const runRows = (code: string) =>
  rowsOf<Run>(["quality", "runs", code], (query, signal) =>
    ask(api.GET("/api/v1/quality/assets/{code}/runs", { params: { path: { code }, query }, signal })),
  );

/** The newest checks, for the trend. */
export const trendQuery = (code: string) => runRows(code)({ offset: 0, limit: TREND_RUNS, filters: {} });

export const failuresQuery = (code: string, runId: string, ruleId: string, limit: number) =>
  queryOptions({
    queryKey: ["quality", "failures", code, runId, ruleId, limit],
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/v1/quality/assets/{code}/runs/{run_id}/failures", {
          params: { path: { code, run_id: runId }, query: { limit, ...(ruleId === "" ? {} : { rule_id: ruleId }) } },
          signal,
        }),
      ),
  });

export const ticketRows = rowsOf<Ticket>(["quality", "tickets"], (query, signal) =>
  ask(api.GET("/api/v1/quality/tickets", { params: { query }, signal })),
);

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ["quality", "ticket", id],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/quality/tickets/{ticket_id}", { params: { path: { ticket_id: id } }, signal })),
  });

export function useCheck(code: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.POST("/api/v1/quality/assets/{code}/runs", { params: { path: { code } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["quality"] }),
  });
}

export function answerTicket(id: string, body: Answer) {
  return ask(api.POST("/api/v1/quality/tickets/{ticket_id}/answer", { params: { path: { ticket_id: id } }, body }));
}
