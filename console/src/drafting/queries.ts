import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, BodyOf, ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type Definition = AnswerOf<"/api/v1/architecture/definitions/{code}">;
export type NodeDraft = BodyOf<"/api/v1/architecture/definitions">["nodes"] extends (infer Node)[] | undefined ? Node : never;
export type AttributeDraft = BodyOf<"/api/v1/architecture/definitions">["attributes"] extends (infer Attribute)[] | undefined
  ? Attribute
  : never;
export type Lowering = ItemOf<"/api/v1/architecture/lowerings">;
export type Untraced = ItemOf<"/api/v1/architecture/untraced">;
export type Certified = ItemOf<"/api/v1/architecture/entities/{code}/certifications">;
export type Version = ItemOf<"/api/v1/architecture/nodes/{code}/versions">;
export type Changes = BodyOf<"/api/v1/architecture/nodes/{code}/changes">["changes"];
export type CertificationTest = Certified["answers"][number]["test"];

const at = (code: string) => ({ params: { path: { code } } });

export const definitionQuery = (code: string) =>
  queryOptions({
    queryKey: ["architecture", "definition", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/definitions/{code}", { ...at(code), signal })),
    // What a form starts from must be what stands now.
    staleTime: 0,
  });

export const nextCodeQuery = (parent: string) =>
  queryOptions({
    queryKey: ["architecture", "next-code", parent],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/next-code", { params: { query: { parent } }, signal })),
    staleTime: 0,
  });

export const draftNode = (node: NodeDraft, key: string) =>
  ask(api.POST("/api/v1/architecture/definitions", { body: { nodes: [node], attributes: [] }, headers: idempotent(key) }));

export const draftAttribute = (attribute: AttributeDraft, key: string) =>
  ask(api.POST("/api/v1/architecture/definitions", { body: { nodes: [], attributes: [attribute] }, headers: idempotent(key) }));

export const rewriteNode = (node: NodeDraft, version: number, key: string) =>
  ask(
    api.PUT("/api/v1/architecture/nodes/{code}/draft", {
      ...at(node.code),
      body: { ...node, seen_version: version },
      headers: idempotent(key),
    }),
  );

export const rewriteAttribute = (attribute: AttributeDraft, version: number, key: string) =>
  ask(
    api.PUT("/api/v1/architecture/attributes/{code}/draft", {
      ...at(attribute.code),
      body: { ...attribute, seen_version: version },
      headers: idempotent(key),
    }),
  );

export const submitNode = (code: string, key: string) =>
  ask(api.POST("/api/v1/architecture/nodes/{code}/submit", { ...at(code), headers: idempotent(key) }));

export const publishNode = (code: string, key: string) =>
  ask(api.POST("/api/v1/architecture/nodes/{code}/publish", { ...at(code), headers: idempotent(key) }));

export const returnNode = (code: string, reason: string, key: string) =>
  ask(api.POST("/api/v1/architecture/nodes/{code}/return", { ...at(code), body: { reason }, headers: idempotent(key) }));

export const discardNode = (code: string, key: string) =>
  ask(api.DELETE("/api/v1/architecture/nodes/{code}/draft", { ...at(code), headers: idempotent(key) }));

export const retireNode = (code: string, reason: string, key: string) =>
  ask(api.POST("/api/v1/architecture/nodes/{code}/retirement", { ...at(code), body: { reason }, headers: idempotent(key) }));

export const proposeChange = (code: string, changes: Changes, reason: string, version: number, key: string) =>
  ask(
    api.POST("/api/v1/architecture/nodes/{code}/changes", {
      ...at(code),
      body: { changes, reason, seen_version: version },
      headers: idempotent(key),
    }),
  );

export const versionsQuery = (code: string) =>
  queryOptions({
    queryKey: ["architecture", "versions", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/nodes/{code}/versions", { ...at(code), signal })),
  });

export const certificationsQuery = (code: string) =>
  queryOptions({
    queryKey: ["architecture", "certifications", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/entities/{code}/certifications", { ...at(code), signal })),
  });

export const certify = (code: string, body: BodyOf<"/api/v1/architecture/entities/{code}/certifications">, key: string) =>
  ask(api.POST("/api/v1/architecture/entities/{code}/certifications", { ...at(code), body, headers: idempotent(key) }));

export const invalidate = (code: string, reason: string, key: string) =>
  ask(
    api.POST("/api/v1/architecture/entities/{code}/certification-invalidation", {
      ...at(code),
      body: { reason },
      headers: idempotent(key),
    }),
  );

export const declarePlan = (code: string, body: BodyOf<"/api/v1/architecture/entities/{code}/quality-plan">, key: string) =>
  ask(api.POST("/api/v1/architecture/entities/{code}/quality-plan", { ...at(code), body, headers: idempotent(key) }));

export const loweringRows = rowsOf<Lowering>(["architecture", "lowerings"], (query, signal) =>
  ask(api.GET("/api/v1/architecture/lowerings", { params: { query }, signal })),
);

export const signLowering = (id: string, approve: boolean, key: string) =>
  ask(
    api.POST("/api/v1/architecture/lowerings/{lowering_id}/signature", {
      params: { path: { lowering_id: id } },
      body: { approve },
      headers: idempotent(key),
    }),
  );

export const untracedRows = rowsOf<Untraced>(["architecture", "untraced"], (query, signal) =>
  ask(api.GET("/api/v1/architecture/untraced", { params: { query }, signal })),
);

const MOST_FOUND = 20;

/** Published data elements by name or code. */
export const elementsFound = (q: string) =>
  queryOptions({
    queryKey: ["policy", "elements", "found", q],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/policy/data-elements", { params: { query: { limit: MOST_FOUND, ...(q === "" ? {} : { q }) } }, signal })),
  });

/** Application systems by name or code. */
export const systemsFound = (q: string) =>
  queryOptions({
    queryKey: ["architecture", "systems", "found", q],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/architecture/systems", { params: { query: { limit: MOST_FOUND, ...(q === "" ? {} : { q }) } }, signal })),
  });
