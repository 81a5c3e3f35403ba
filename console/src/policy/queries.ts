import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { components } from "../api/schema";
import { idempotent } from "../kinds/form/useSubmission";

export type DataElement = components["schemas"]["ElementOut"];
export type CodeTable = components["schemas"]["CodeTableOut"];
export type CodeLine = components["schemas"]["TableCodeOut"];

export const ELEMENTS = ["policy", "elements"] as const;
export const CODE_TABLES = ["policy", "code-tables"] as const;
const MOST_TABLES = 200;

export const elementRows = rowsOf<DataElement>([...ELEMENTS, "list"], (query, signal) =>
  ask(api.GET("/api/v1/policy/data-elements", { params: { query }, signal })),
);

export const elementQuery = (code: string) =>
  queryOptions({
    queryKey: [...ELEMENTS, "one", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/policy/data-elements/{code}", { params: { path: { code } }, signal })),
  });

export const submitElement = (code: string, key: string) =>
  ask(api.POST("/api/v1/policy/data-elements/{code}/submit", { params: { path: { code } }, headers: idempotent(key) }));

export const publishElement = (code: string, key: string) =>
  ask(api.POST("/api/v1/policy/data-elements/{code}/publish", { params: { path: { code } }, headers: idempotent(key) }));

export const retireElement = (code: string, reason: string, key: string) =>
  ask(
    api.POST("/api/v1/policy/data-elements/{code}/retire", {
      params: { path: { code } },
      body: { reason },
      headers: idempotent(key),
    }),
  );

export const codeTableRows = rowsOf<CodeTable>([...CODE_TABLES, "list"], (query, signal) =>
  ask(api.GET("/api/v1/policy/code-tables", { params: { query }, signal })),
);

/** Titles of all code tables by name. */
export const codeTableTitlesQuery = queryOptions({
  queryKey: [...CODE_TABLES, "titles"],
  staleTime: 300_000,
  queryFn: async ({ signal }) => {
    const { items } = await ask(api.GET("/api/v1/policy/code-tables", { params: { query: { limit: MOST_TABLES } }, signal }));
    return new Map(items.map((table) => [table.name, table.title]));
  },
});

/** The codes of one table in a version; the filter `as_of` asks for those in force on a day. */
export const codesOf = (name: string, version: string) =>
  rowsOf<CodeLine>([...CODE_TABLES, "codes", name, version], (query, signal) =>
    ask(api.GET("/api/v1/policy/code-tables/{name}/codes", { params: { path: { name }, query: { ...query, version } }, signal })),
  );

export const submitCodeTable = (name: string, key: string) =>
  ask(api.POST("/api/v1/policy/code-tables/{name}/submit", { params: { path: { name } }, headers: idempotent(key) }));

export const publishCodeTable = (name: string, key: string) =>
  ask(api.POST("/api/v1/policy/code-tables/{name}/publish", { params: { path: { name } }, headers: idempotent(key) }));
