import { useMutation } from "@tanstack/react-query";

import { api, ask, newKey } from "../api/client";
import { rowsOf } from "../api/paging";
import type { ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type IngestionRun = ItemOf<"/api/v1/ingestion/assets/{code}/runs">;

export const INGESTION = ["ingestion", "runs"] as const;

/** The readings of a data set's source, newest first. */
export const ingestionRunsOf = (code: string) =>
  rowsOf<IngestionRun>([...INGESTION, code], (query, signal) =>
    ask(api.GET("/api/v1/ingestion/assets/{code}/runs", { params: { path: { code }, query }, signal })),
  );

export const startIngestion = (code: string, key: string) =>
  ask(api.POST("/api/v1/ingestion/assets/{code}/runs", { params: { path: { code } }, headers: idempotent(key) }));

/** Ask a source whether it answers. */
export function useConnectionTest(code: string) {
  return useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/v1/ingestion/sources/{code}/test", { params: { path: { code } }, headers: idempotent(newKey()) }),
      ),
  });
}
