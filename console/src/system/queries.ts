import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, BodyOf, ItemOf, PostedOf } from "../api/types";

export type Account = ItemOf<"/api/v1/access/accounts">;
export type Enrolment = PostedOf<"/api/v1/access/accounts">;
export type Job = ItemOf<"/api/v1/work/jobs">;
export type CalendarDay = ItemOf<"/api/v1/work/calendar">;
export type Change = AnswerOf<"/api/v1/work/changes/{change_id}">;
export type NewAccount = BodyOf<"/api/v1/access/accounts">;
export type NewRole = BodyOf<"/api/v1/access/accounts/{account_id}/roles">;

export const accountRows = rowsOf<Account>(["system", "accounts"], (query, signal) =>
  ask(api.GET("/api/v1/access/accounts", { params: { query }, signal })),
);

export const createAccount = (body: NewAccount) => ask(api.POST("/api/v1/access/accounts", { body }));

function path(account_id: string) {
  return { params: { path: { account_id } } };
}

export const giveRole = (id: string, body: NewRole) =>
  ask(api.POST("/api/v1/access/accounts/{account_id}/roles", { ...path(id), body }));

export function useNewLink() {
  return useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/v1/access/accounts/{account_id}/enrolment", path(id))),
  });
}

export function useAccountState() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, state }: { id: string; state: "active" | "disabled" }) =>
      ask(api.POST("/api/v1/access/accounts/{account_id}/state", { ...path(id), body: { state } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["system", "accounts"] }),
  });
}

export function useAfterAccountChange(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ["system", "accounts"] });
}

/** Sets the first password with the token of a one-time link. */
export function useEnrol() {
  return useMutation({
    mutationFn: (body: BodyOf<"/api/v1/access/enrolment">) => ask(api.POST("/api/v1/access/enrolment", { body })),
  });
}

export const jobRows = rowsOf<Job>(["system", "jobs"], (query, signal) =>
  ask(api.GET("/api/v1/work/jobs", { params: { query }, signal })),
);

export function useRetryJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (job_id: number) => ask(api.POST("/api/v1/work/jobs/{job_id}/retry", { params: { path: { job_id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["system", "jobs"] }),
  });
}

export const calendarRows = rowsOf<CalendarDay>(["system", "calendar"], (query, signal) =>
  ask(api.GET("/api/v1/work/calendar", { params: { query }, signal })),
);

export const loadCalendar = (days: CalendarDay[]) => ask(api.PUT("/api/v1/work/calendar", { body: { days } }));

export const changeRows = rowsOf<Change>(["system", "changes"], (query, signal) =>
  ask(api.GET("/api/v1/work/changes", { params: { query }, signal })),
);

export const changeQuery = (id: string) =>
  queryOptions({
    queryKey: ["system", "change", id],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/work/changes/{change_id}", { params: { path: { change_id: id } }, signal })),
  });

export const decideChange = (id: string, approve: boolean, reason: string) =>
  ask(api.POST("/api/v1/work/changes/{change_id}/decide", { params: { path: { change_id: id } }, body: { approve, reason } }));

export const withdrawChange = (id: string) =>
  ask(api.POST("/api/v1/work/changes/{change_id}/withdraw", { params: { path: { change_id: id } } }));
