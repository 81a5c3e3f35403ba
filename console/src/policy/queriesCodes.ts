import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import { Problem } from "../api/problem";
import type { components } from "../api/schema";
import { idempotent } from "../kinds/form/useSubmission";
import { CODE_TABLES, type CodeTable, ELEMENTS } from "./queries";

export type CodeChange = components["schemas"]["CodeChangeOut"];
export type CodeMapping = components["schemas"]["CodeMappingOut"];
export type CodePair = components["schemas"]["CodePairModel"];
export type Revision = components["schemas"]["CodeRevisionOut"];
export type Assessment = components["schemas"]["UpgradeAssessmentOut"];
export type Finding = components["schemas"]["UpgradeFindingOut"];
export type Proposal = components["schemas"]["StandardProposalOut"];
export type ElementConflict = components["schemas"]["ElementConflictOut"];

export const MAPPINGS = ["policy", "mappings"] as const;
export const PROPOSALS = ["policy", "proposals"] as const;
const CONFLICTS = ["policy", "conflicts"] as const;

/** One code table in a version; without one the published, or the newest that one may see. */
export const codeTableQuery = (name: string, version: string | null) =>
  queryOptions({
    queryKey: [...CODE_TABLES, "one", name, version],
    queryFn: ({ signal }) => {
      const query = version === null ? {} : { version };
      return ask(api.GET("/api/v1/policy/code-tables/{name}", { params: { path: { name }, query }, signal }));
    },
  });

export const versionsQuery = (name: string) =>
  queryOptions({
    queryKey: [...CODE_TABLES, "versions", name],
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/v1/policy/code-tables/{name}/versions", { params: { path: { name } }, signal }))).items,
  });

export const revisionsQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: [...CODE_TABLES, "revisions", name, version],
    queryFn: async ({ signal }) => {
      const params = { path: { name }, query: { version } };
      return (await ask(api.GET("/api/v1/policy/code-tables/{name}/revisions", { params, signal }))).items;
    },
  });

export type DifferenceSides = Partial<Record<"from_version" | "to_version" | "from_day" | "to_day", string>>;

/** What differs between two sides of a table; what the reader does not choose comes from `sides`. */
export const differencesOf = (name: string, sides: DifferenceSides) =>
  rowsOf<CodeChange>([...CODE_TABLES, "difference", name, JSON.stringify(sides)], (query, signal) =>
    ask(
      api.GET("/api/v1/policy/code-tables/{name}/difference", {
        params: { path: { name }, query: { ...sides, ...query } },
        signal,
      }),
    ),
  );

export const supplementRows = (name: string) =>
  rowsOf<CodeTable>([...CODE_TABLES, "supplements", name], (query, signal) =>
    ask(api.GET("/api/v1/policy/code-tables", { params: { query: { ...query, extends: name } }, signal })),
  );

export const supplementConflictsQuery = (name: string) =>
  queryOptions({
    queryKey: [...CODE_TABLES, "conflicts", name],
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/v1/policy/code-tables/{name}/conflicts", { params: { path: { name } }, signal }))).items,
  });

/** What a version would make invalid; null while nobody has asked. */
export const assessmentQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: [...CODE_TABLES, "assessment", name, version],
    queryFn: async ({ signal }): Promise<Assessment | null> => {
      try {
        const params = { path: { name }, query: { version } };
        return await ask(api.GET("/api/v1/policy/code-tables/{name}/assessment", { params, signal }));
      } catch (cause) {
        if (cause instanceof Problem && cause.status === 404) return null;
        throw cause;
      }
    },
  });

export const askAssessment = (name: string, key: string) =>
  ask(api.POST("/api/v1/policy/code-tables/{name}/assessment", { params: { path: { name } }, headers: idempotent(key) }));

export const sendBackCodeTable = (name: string, reason: string, key: string) =>
  ask(
    api.POST("/api/v1/policy/code-tables/{name}/send-back", {
      params: { path: { name } },
      body: { reason },
      headers: idempotent(key),
    }),
  );

export const dropCodeTable = (name: string, key: string) =>
  ask(api.DELETE("/api/v1/policy/code-tables/{name}/draft", { params: { path: { name } }, headers: idempotent(key) }));

export const mappingRows = (table: string) =>
  rowsOf<CodeMapping>([...MAPPINGS, "of", table], (query, signal) =>
    ask(api.GET("/api/v1/policy/code-mappings", { params: { query: { ...query, table } }, signal })),
  );

export const mappingQuery = (name: string) =>
  queryOptions({
    queryKey: [...MAPPINGS, "one", name],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/policy/code-mappings/{name}", { params: { path: { name } }, signal })),
  });

export const pairRows = (name: string) =>
  rowsOf<CodePair>([...MAPPINGS, "pairs", name], (query, signal) =>
    ask(api.GET("/api/v1/policy/code-mappings/{name}/pairs", { params: { path: { name }, query }, signal })),
  );

export const submitMapping = (name: string, key: string) =>
  ask(api.POST("/api/v1/policy/code-mappings/{name}/submit", { params: { path: { name } }, headers: idempotent(key) }));

export const publishMapping = (name: string, key: string) =>
  ask(api.POST("/api/v1/policy/code-mappings/{name}/publish", { params: { path: { name } }, headers: idempotent(key) }));

export const proposalRows = rowsOf<Proposal>([...PROPOSALS, "list"], (query, signal) =>
  ask(api.GET("/api/v1/policy/proposals", { params: { query }, signal })),
);

export const propose = (kind: Proposal["kind"], subject: string, reason: string, key: string) =>
  ask(api.POST("/api/v1/policy/proposals", { body: { kind, subject, reason, codes: [] }, headers: idempotent(key) }));

export const relatedQuery = (code: string) =>
  queryOptions({
    queryKey: [...ELEMENTS, "related", code],
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/v1/policy/data-elements/{code}/related", { params: { path: { code } }, signal }))).items,
  });

export const elementVersionsQuery = (code: string) =>
  queryOptions({
    queryKey: [...ELEMENTS, "versions", code],
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/v1/policy/data-elements/{code}/versions", { params: { path: { code } }, signal }))).items,
  });

export const elementConflictsQuery = queryOptions({
  queryKey: [...CONFLICTS],
  queryFn: async ({ signal }) => (await ask(api.GET("/api/v1/policy/element-conflicts", { signal }))).items,
});
