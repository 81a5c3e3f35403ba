import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import { Problem } from "../api/problem";
import type { components } from "../api/schema";
import type { AnswerOf, ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type LedgerNode = components["schemas"]["NodeOut"];
export type Attribute = components["schemas"]["AttributeOut"];
export type Hit = components["schemas"]["HitOut"];
export type Suggested = components["schemas"]["SuggestionOut"];
export type ApplicationSystem = components["schemas"]["SystemOut"];
export type GradeValue = NonNullable<Attribute["grade"]>;
export type Entity = AnswerOf<"/api/v1/architecture/entities/{code}">;
export type ObjectMap = AnswerOf<"/api/v1/architecture/objects/{code}/map">;
export type Lineage = AnswerOf<"/api/v1/architecture/lineage">;
export type Source = ItemOf<"/api/v1/architecture/sources">;
export type Entry = ItemOf<"/api/v1/architecture/catalogue">;

export const LEDGER = ["architecture", "ledger"] as const;
export const CATALOGUE = ["architecture", "catalogue"] as const;

/** The nodes right below one; null asks for the domains. */
export const childrenQuery = (parent: string | null) =>
  queryOptions({
    queryKey: [...LEDGER, "children", parent],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/architecture/tree", { params: { query: parent === null ? {} : { parent } }, signal })),
  });

export const nodeQuery = (code: string) =>
  queryOptions({
    queryKey: [...LEDGER, "node", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/nodes/{code}", { params: { path: { code } }, signal })),
  });

export const objectMapQuery = (code: string) =>
  queryOptions({
    queryKey: [...LEDGER, "object", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/objects/{code}/map", { params: { path: { code } }, signal })),
  });

export const entityQuery = (code: string) =>
  queryOptions({
    queryKey: [...LEDGER, "entity", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/entities/{code}", { params: { path: { code } }, signal })),
  });

/** What flows into one thing and out of it; nothing where no run has been recorded. */
export const lineageQuery = (ref: string) =>
  queryOptions({
    queryKey: ["architecture", "lineage", ref],
    queryFn: async ({ signal }): Promise<Lineage> => {
      try {
        return await ask(api.GET("/api/v1/architecture/lineage", { params: { query: { ref } }, signal }));
      } catch (cause) {
        if (cause instanceof Problem && cause.status === 404) return { ends: [], edges: [] };
        throw cause;
      }
    },
  });

export const confirmOwner = (code: string, key: string) =>
  ask(
    api.POST("/api/v1/architecture/entities/{code}/owner-confirmation", {
      params: { path: { code } },
      headers: idempotent(key),
    }),
  );

export const setGrade = (code: string, grade: GradeValue, key: string) =>
  ask(api.POST("/api/v1/architecture/grades", { body: { grades: { [code]: grade } }, headers: idempotent(key) }));

export const proposeLowering = (code: string, grade: GradeValue, reason: string, key: string) =>
  ask(
    api.POST("/api/v1/architecture/attributes/{code}/lowerings", {
      params: { path: { code } },
      body: { grade, reason },
      headers: idempotent(key),
    }),
  );

export interface SearchAsked {
  q: string;
  kind?: string | readonly string[] | undefined;
  offset: number;
  limit: number;
}

/** Whatever holds every word; best first. */
export const searchQuery = ({ q, kind, offset, limit }: SearchAsked) =>
  queryOptions({
    queryKey: ["architecture", "search", q, kind ?? "", offset, limit],
    queryFn: ({ signal }) => {
      const query = { q, offset, limit, ...(kind ? { kind: [kind].flat() } : {}) };
      return ask(api.GET("/api/v1/architecture/search", { params: { query }, signal }));
    },
  });

/** The best while somebody types; nothing is counted. */
export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ["architecture", "suggestions", q],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/suggestions", { params: { query: { q } }, signal })),
  });

export type Completeness = ItemOf<"/api/v1/architecture/completeness">;
export type MissingThing = ItemOf<"/api/v1/architecture/completeness/{element}">;
export type ElementKey = Completeness["element"];

export const completenessQuery = queryOptions({
  queryKey: ["architecture", "completeness"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/completeness", { signal })),
});

export const missingRows = (element: ElementKey) =>
  rowsOf<MissingThing>(["architecture", "completeness", element], (query, signal) =>
    ask(api.GET("/api/v1/architecture/completeness/{element}", { params: { path: { element }, query }, signal })),
  );

export const systemRows = rowsOf<ApplicationSystem>(["architecture", "systems"], (query, signal) =>
  ask(api.GET("/api/v1/architecture/systems", { params: { query }, signal })),
);

export const sourceRows = rowsOf<Source>(["architecture", "sources", "list"], (query, signal) =>
  ask(api.GET("/api/v1/architecture/sources", { params: { query }, signal })),
);

export const sourceQuery = (code: string) =>
  queryOptions({
    queryKey: ["architecture", "sources", "one", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/sources/{code}", { params: { path: { code } }, signal })),
  });

export const entryRows = rowsOf<Entry>([...CATALOGUE, "list"], (query, signal) =>
  ask(api.GET("/api/v1/architecture/catalogue", { params: { query }, signal })),
);

export const entryQuery = (code: string) =>
  queryOptions({
    queryKey: [...CATALOGUE, "one", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/catalogue/{code}", { params: { path: { code } }, signal })),
  });

export const submitEntry = (code: string, key: string) =>
  ask(
    api.POST("/api/v1/architecture/catalogue-submission/{code}", { params: { path: { code } }, headers: idempotent(key) }),
  );

export const approveEntry = (code: string, opinion: string, key: string) =>
  ask(
    api.POST("/api/v1/architecture/catalogue-approval/{code}", {
      params: { path: { code } },
      body: { opinion },
      headers: idempotent(key),
    }),
  );

export const rejectEntry = (code: string, opinion: string, key: string) =>
  ask(
    api.POST("/api/v1/architecture/catalogue-rejection/{code}", {
      params: { path: { code } },
      body: { opinion },
      headers: idempotent(key),
    }),
  );
