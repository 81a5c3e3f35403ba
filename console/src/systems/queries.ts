import { queryOptions, useMutation } from "@tanstack/react-query";

import { api, ask, newKey } from "../api/client";
import { rowsOf } from "../api/paging";
import type { components } from "../api/schema";
import type { AnswerOf, ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type SystemLine = ItemOf<"/api/v1/architecture/systems">;
export type SystemPageData = AnswerOf<"/api/v1/architecture/systems/{code}">;
export type RegisteredTable = ItemOf<"/api/v1/architecture/tables">;
export type Harvest = components["schemas"]["HarvestOut"];
export type Sheet = AnswerOf<"/api/v1/architecture/sources/{code}/sheet">;
export type SheetColumn = Sheet["columns"][number];
export type DraftContent = components["schemas"]["DraftContent"];
export type DraftColumn = components["schemas"]["DraftColumn"];
export type Drift = ItemOf<"/api/v1/architecture/drifts">;
export type NewSystem = components["schemas"]["SystemIn"];
export type SystemEdit = components["schemas"]["SystemEdit"];
export type NewSource = components["schemas"]["SourceIn"];
export type Exclusion = components["schemas"]["ExclusionIn"];
export type Confirmation = components["schemas"]["ConfirmIn"];

export const SYSTEMS = ["architecture", "systems"] as const;
export const DRIFTS = ["architecture", "drifts"] as const;
const HARVEST_POLL_MS = 1000;

export const systemLines = rowsOf<SystemLine>([...SYSTEMS, "lines"], (query, signal) =>
  ask(api.GET("/api/v1/architecture/systems", { params: { query }, signal })),
);

export const systemPageQuery = (code: string) =>
  queryOptions({
    queryKey: [...SYSTEMS, "page", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/architecture/systems/{code}", { params: { path: { code } }, signal })),
  });

export const tablesOf = (system_code: string) =>
  rowsOf<RegisteredTable>([...SYSTEMS, "tables", system_code], (query, signal) =>
    ask(api.GET("/api/v1/architecture/tables", { params: { query: { ...query, system_code } }, signal })),
  );

export const registerSystem = (body: NewSystem, key: string) =>
  ask(api.POST("/api/v1/architecture/systems", { body, headers: idempotent(key) }));

export const editSystem = (code: string, body: SystemEdit, key: string) =>
  ask(api.PUT("/api/v1/architecture/systems/{code}", { params: { path: { code } }, body, headers: idempotent(key) }));

export const registerSource = (body: NewSource, key: string) =>
  ask(api.POST("/api/v1/architecture/sources", { body, headers: idempotent(key) }));

/** A decision about tables of several sources: one call per source, the table's key is `source/table`. */
async function perSource(keys: readonly string[], run: (code: string, tables: string[]) => Promise<unknown>) {
  const bySource = new Map<string, string[]>();
  for (const key of keys) {
    const cut = key.indexOf("/");
    const code = key.slice(0, cut);
    bySource.set(code, [...(bySource.get(code) ?? []), key.slice(cut + 1)]);
  }
  for (const [code, tables] of bySource) await run(code, tables);
}

export const claimTables = (keys: readonly string[]) =>
  perSource(keys, (code, tables) =>
    ask(
      api.POST("/api/v1/architecture/sources/{code}/claims", {
        params: { path: { code } },
        body: { tables },
        headers: idempotent(newKey()),
      }),
    ),
  );

export const releaseTables = (keys: readonly string[]) =>
  perSource(keys, (code, tables) =>
    ask(
      api.POST("/api/v1/architecture/sources/{code}/releases", {
        params: { path: { code } },
        body: { tables },
        headers: idempotent(newKey()),
      }),
    ),
  );

export const excludeTables = (keys: readonly string[], reason: Exclusion["reason"], note: string) =>
  perSource(keys, (code, tables) =>
    ask(
      api.POST("/api/v1/architecture/sources/{code}/exclusions", {
        params: { path: { code } },
        body: { tables, reason, note },
        headers: idempotent(newKey()),
      }),
    ),
  );

export const offerHandover = (code: string, recipient: string, key: string) =>
  ask(
    api.POST("/api/v1/architecture/sources/{code}/handovers", {
      params: { path: { code } },
      body: { recipient },
      headers: idempotent(key),
    }),
  );

/** The newest harvest of a source; asked again every second while it runs. */
export const lastHarvestQuery = (code: string) =>
  queryOptions({
    queryKey: [...SYSTEMS, "harvest", code],
    queryFn: async ({ signal }) => {
      const found = await ask(api.GET("/api/v1/architecture/sources/{code}/harvests", { params: { path: { code } }, signal }));
      return found.items[0] ?? null;
    },
    refetchInterval: (query) => (query.state.data?.state === "running" ? HARVEST_POLL_MS : false),
  });

export const startHarvest = (code: string, key: string) =>
  ask(api.POST("/api/v1/architecture/sources/{code}/harvests", { params: { path: { code } }, headers: idempotent(key) }));

export const sheetQuery = (code: string, table: string) =>
  queryOptions({
    queryKey: [...SYSTEMS, "sheet", code, table],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/architecture/sources/{code}/sheet", { params: { path: { code }, query: { table } }, signal })),
    // What one types is newer than any answer.
    refetchOnWindowFocus: false,
  });

export const saveDraft = (code: string, table: string, seen_version: number, content: DraftContent) =>
  ask(
    api.PUT("/api/v1/architecture/sources/{code}/sheet-draft", {
      params: { path: { code } },
      body: { table, seen_version, content },
    }),
  );

export const confirmTable = (code: string, body: Confirmation, key: string) =>
  ask(
    api.POST("/api/v1/architecture/sources/{code}/confirmations", {
      params: { path: { code } },
      body,
      headers: idempotent(key),
    }),
  );

export const driftRows = rowsOf<Drift>([...DRIFTS, "list"], (query, signal) =>
  ask(api.GET("/api/v1/architecture/drifts", { params: { query }, signal })),
);

export const driftQuery = (drift_id: string) =>
  queryOptions({
    queryKey: [...DRIFTS, "one", drift_id],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/architecture/drifts/{drift_id}", { params: { path: { drift_id } }, signal })),
  });

export const settleDrift = (drift_id: string, mapping: Record<string, string | null>, key: string) =>
  ask(
    api.POST("/api/v1/architecture/drifts/{drift_id}/settlement", {
      params: { path: { drift_id } },
      body: { mapping },
      headers: idempotent(key),
    }),
  );

export const openHandover = (token: string) =>
  queryOptions({
    queryKey: ["handover"],
    queryFn: () => ask(api.POST("/api/v1/architecture/handover", { body: { token } })),
    retry: false,
  });

export function useHandover() {
  return useMutation({
    mutationFn: (body: { token: string; secret: string }) => ask(api.POST("/api/v1/architecture/handover/secret", { body })),
  });
}
