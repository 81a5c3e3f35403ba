import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, BodyOf, ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type ApplicationItem = ItemOf<"/api/v1/sharing/applications">;
export type Application = AnswerOf<"/api/v1/sharing/applications/{application_id}">;
export type SharedColumn = Application["available_columns"][number];
export type Offer = AnswerOf<"/api/v1/sharing/offers">;
export type Delivery = ItemOf<"/api/v1/sharing/deliveries">;
export type Target = ItemOf<"/api/v1/sharing/targets">;
export type CartItem = BodyOf<"/api/v1/sharing/carts">["items"][number];
export type ReviewBody = BodyOf<"/api/v1/sharing/applications/{application_id}/review">;
export type EvaluationBody = BodyOf<"/api/v1/sharing/applications/{application_id}/evaluation">;
export type NewTarget = BodyOf<"/api/v1/sharing/targets">;

type Changes = Parameters<typeof editApplication>[1];

const path = (id: string) => ({ params: { path: { application_id: id } } });

export const applicationRows = rowsOf<ApplicationItem>(["sharing", "applications"], (query, signal) =>
  ask(api.GET("/api/v1/sharing/applications", { params: { query }, signal })),
);

const EXCHANGE_CHECK_MS = 2_000;

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ["sharing", "application", id],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/sharing/applications/{application_id}", { ...path(id), signal })),
    // An exchange under way ends by itself within seconds: the page notices.
    refetchInterval: ({ state }) => (state.data?.state === "implementing" ? EXCHANGE_CHECK_MS : false),
  });

/** What can be applied for under a catalogue entry. */
export const offerQuery = (catalogueCode: string) =>
  queryOptions({
    queryKey: ["sharing", "offer", catalogueCode],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/sharing/offers", { params: { query: { catalogue_code: catalogueCode } }, signal })),
  });

export const draftCart = (items: CartItem[], key: string) =>
  ask(api.POST("/api/v1/sharing/carts", { body: { items }, headers: idempotent(key) }));

export const editApplication = (id: string, body: Omit<Partial<CartItem>, "catalogue_code" | "asset_code"> & { version: number }) =>
  ask(api.PATCH("/api/v1/sharing/applications/{application_id}", { ...path(id), body }));

export type { Changes };

export const submitApplication = (id: string, version: number, opinion = "") =>
  ask(api.POST("/api/v1/sharing/applications/{application_id}/submission", { ...path(id), body: { version, opinion } }));

export const withdrawApplication = (id: string, version: number, opinion: string) =>
  ask(api.POST("/api/v1/sharing/applications/{application_id}/withdrawal", { ...path(id), body: { version, opinion } }));

export const consentTo = (id: string, version: number, decision: "consent" | "decline", opinion: string) =>
  ask(api.POST("/api/v1/sharing/applications/{application_id}/consent", { ...path(id), body: { version, decision, opinion } }));

export const reviewApplication = (id: string, body: ReviewBody) =>
  ask(api.POST("/api/v1/sharing/applications/{application_id}/review", { ...path(id), body }));

export const fileApplication = (id: string, version: number, decision: "file" | "send_back", opinion: string) =>
  ask(api.POST("/api/v1/sharing/applications/{application_id}/filing", { ...path(id), body: { version, decision, opinion } }));

export const signReceipt = (id: string, body: BodyOf<"/api/v1/sharing/applications/{application_id}/receipt">, key: string) =>
  ask(api.POST("/api/v1/sharing/applications/{application_id}/receipt", { ...path(id), body, headers: idempotent(key) }));

export const evaluateApplication = (id: string, body: EvaluationBody, key: string) =>
  ask(api.POST("/api/v1/sharing/applications/{application_id}/evaluation", { ...path(id), body, headers: idempotent(key) }));

export const deliverAgain = (id: string) =>
  ask(api.POST("/api/v1/sharing/applications/{application_id}/delivery", path(id)));

export const deliveryRows = rowsOf<Delivery>(["sharing", "deliveries"], (query, signal) =>
  ask(api.GET("/api/v1/sharing/deliveries", { params: { query }, signal })),
);

export const targetRows = rowsOf<Target>(["sharing", "targets"], (query, signal) =>
  ask(api.GET("/api/v1/sharing/targets", { params: { query }, signal })),
);

const MOST_TARGETS = 200;

/** All receiving databases of one's department, to choose from. */
export const targetsQuery = targetRows({ offset: 0, limit: MOST_TARGETS, filters: {} });

export const registerTarget = (body: NewTarget, key: string) =>
  ask(api.POST("/api/v1/sharing/targets", { body, headers: idempotent(key) }));

export const targetQuery = (code: string) =>
  queryOptions({
    queryKey: ["sharing", "targets", code],
    queryFn: () => ask(api.GET("/api/v1/sharing/targets/{code}", { params: { path: { code } } })),
  });

export const moveTarget = ({ code, dsn }: { code: string; dsn: string }, key: string) =>
  ask(api.PUT("/api/v1/sharing/targets/{code}/connection", { params: { path: { code } }, body: { dsn }, headers: idempotent(key) }));

export function useTestTarget() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => ask(api.POST("/api/v1/sharing/targets/{code}/test", { params: { path: { code } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sharing", "targets"] }),
  });
}

/** After a step everything that may show it is asked for again: the thread, lists, the inbox. */
export function useAfterStep(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ["sharing"] });
    void queries.invalidateQueries({ queryKey: ["work"] });
  };
}
