import { queryOptions, useMutation } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, BodyOf, ItemOf, PostedOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";
import { grantRows } from "../security/queries";

export type ServiceItem = ItemOf<"/api/v1/services">;
export type Service = AnswerOf<"/api/v1/services/{code}">;
export type ServiceInput = Service["inputs"][number];
export type ServiceKey = ItemOf<"/api/v1/services/{code}/keys">;
export type IssuedKey = PostedOf<"/api/v1/services/{code}/keys">;
export type MeterDay = ItemOf<"/api/v1/services/{code}/meter">;
export type Trial = BodyOf<"/api/v1/services/{code}/trial">;
export type Answer = PostedOf<"/api/v1/services/{code}/trial">;
type NewKey = BodyOf<"/api/v1/services/{code}/keys">;

const path = (code: string) => ({ params: { path: { code } } });

export const serviceRows = rowsOf<ServiceItem>(["services", "list"], (query, signal) =>
  ask(api.GET("/api/v1/services", { params: { query }, signal })),
);

export const serviceQuery = (code: string, version: number | null) =>
  queryOptions({
    queryKey: ["services", "service", code, version],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/services/{code}", { params: { path: { code }, query: version === null ? {} : { version } }, signal })),
  });

export const submitService = (code: string) => ask(api.POST("/api/v1/services/{code}/submission", path(code)));
export const publishService = (code: string) => ask(api.POST("/api/v1/services/{code}/publication", path(code)));
export const returnService = (code: string, reason: string) =>
  ask(api.POST("/api/v1/services/{code}/return", { ...path(code), body: { reason } }));
export const retireService = (code: string, reason: string) =>
  ask(api.POST("/api/v1/services/{code}/retirement", { ...path(code), body: { reason } }));

export const keyRows = (code: string) =>
  rowsOf<ServiceKey>(["services", "keys", code], (query, signal) =>
    ask(api.GET("/api/v1/services/{code}/keys", { params: { path: { code }, query }, signal })),
  );

export const issueKey = (code: string, body: NewKey, key: string) =>
  ask(api.POST("/api/v1/services/{code}/keys", { ...path(code), body, headers: idempotent(key) }));

export const revokeKey = (code: string, id: string, reason: string) =>
  ask(
    api.POST("/api/v1/services/{code}/keys/{key_id}/revocation", { params: { path: { code, key_id: id } }, body: { reason } }),
  );

export const meterQuery = (code: string, days: number) =>
  queryOptions({
    queryKey: ["services", "meter", code, days],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/services/{code}/meter", { params: { path: { code }, query: { days } }, signal })),
  });

export function useTrial(code: string) {
  return useMutation<Answer, Error, Trial>({
    mutationFn: (body) => ask(api.POST("/api/v1/services/{code}/trial", { ...path(code), body })),
  });
}

const MOST_GRANTS = 100;

/** The grants that may stand behind a key of this data set. */
export const grantsQuery = (assetCode: string) =>
  grantRows({ offset: 0, limit: MOST_GRANTS, filters: { asset_code: assetCode, state: "active" } });
