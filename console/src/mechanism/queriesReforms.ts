import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { components } from "../api/schema";
import { idempotent } from "../kinds/form/useSubmission";

export type ReformPlan = components["schemas"]["ReformIn"]["plan"];
export type ReformPreview = components["schemas"]["ReformPreview"];
export type Reform = components["schemas"]["Reform"];
export type Thing = components["schemas"]["Thing"];

export const REFORMS = ["mechanism", "reforms"] as const;

/** What a reform would move and what has to be settled first, asked anew whenever the plan changes. */
export const reformPreviewQuery = (plan: ReformPlan) =>
  queryOptions({
    queryKey: ["mechanism", "reform-preview", plan],
    queryFn: () => ask(api.POST("/api/v1/mechanism/reforms/preview", { body: { plan } })),
    staleTime: 0,
  });

export const proposeReform = (plan: ReformPlan, versions: ReformPreview["versions"], on: string, key: string) =>
  ask(
    api.POST("/api/v1/mechanism/reforms", {
      body: { plan, versions, on: on === "" ? null : on },
      headers: idempotent(key),
    }),
  );

export const reformRows = rowsOf<Reform>([...REFORMS, "list"], (query, signal) =>
  ask(api.GET("/api/v1/mechanism/reforms", { params: { query }, signal })),
);

/** The reforms of one organisation, the latest first. */
export const reformsOfQuery = (organisationId: string) =>
  queryOptions({
    queryKey: [...REFORMS, "of", organisationId],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/mechanism/reforms", { params: { query: { organisation_id: organisationId } }, signal })),
  });

const at = (id: string) => ({ params: { path: { reform_id: id } } });

export const reformQuery = (id: string) =>
  queryOptions({
    queryKey: [...REFORMS, "one", id],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/mechanism/reforms/{reform_id}", { ...at(id), signal })),
  });

export const cancelReform = (id: string, reason: string, key: string) =>
  ask(api.POST("/api/v1/mechanism/reforms/{reform_id}/cancel", { ...at(id), body: { reason }, headers: idempotent(key) }));

export const resumeReform = (id: string, key: string) =>
  ask(api.POST("/api/v1/mechanism/reforms/{reform_id}/resume", { ...at(id), headers: idempotent(key) }));

/** What kinds of things an organisation has that can be given to others. */
export const kindsOfThingsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ["mechanism", "things", organisationId],
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/v1/mechanism/organisations/{organisation_id}/kinds-of-things", {
          params: { path: { organisation_id: organisationId } },
          signal,
        }),
      ),
  });

export const thingsQuery = (organisationId: string, kind: string, q: string, offset: number) =>
  queryOptions({
    queryKey: ["mechanism", "things", organisationId, kind, q, offset],
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/v1/mechanism/organisations/{organisation_id}/things", {
          params: { path: { organisation_id: organisationId }, query: { kind, offset, limit: 50, ...(q === "" ? {} : { q }) } },
          signal,
        }),
      ),
  });
