import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type Import = ItemOf<"/api/v1/sheets/imports">;
export type ImportRow = ItemOf<"/api/v1/sheets/imports/{import_id}/rows">;

export const IMPORTS = ["sheets", "imports"] as const;

export const kindsQuery = queryOptions({
  queryKey: ["sheets", "kinds"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/sheets/kinds", { signal })),
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [...IMPORTS, id],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/sheets/imports/{import_id}", { params: { path: { import_id: id } }, signal })),
  });

export const importRows = (id: string) =>
  rowsOf<ImportRow>([...IMPORTS, id, "rows"], (query, signal) =>
    ask(api.GET("/api/v1/sheets/imports/{import_id}/rows", { params: { path: { import_id: id }, query }, signal })),
  );

/** Send a workbook to be read; nothing is written yet. */
export function uploadWorkbook(kind: string, file: File): Promise<Import> {
  const form = new FormData();
  form.append("file", file);
  return ask(
    api.POST("/api/v1/sheets/kinds/{kind}/imports", {
      params: { path: { kind } },
      body: { file: "" },
      bodySerializer: () => form,
    }),
  );
}

export const applyImport = (id: string, key: string) =>
  ask(
    api.POST("/api/v1/sheets/imports/{import_id}/application", {
      params: { path: { import_id: id } },
      headers: idempotent(key),
    }),
  );

export const discardImport = (id: string, key: string) =>
  ask(
    api.POST("/api/v1/sheets/imports/{import_id}/discarding", {
      params: { path: { import_id: id } },
      headers: idempotent(key),
    }),
  );
