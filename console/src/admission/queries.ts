import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { components } from "../api/schema";
import type { AnswerOf, ItemOf, PostedOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type AssetItem = components["schemas"]["AssetItem"];
export type Asset = components["schemas"]["AssetOut"];
export type Layer = AssetItem["layer"];
export type Batch = ItemOf<"/api/v1/admission/assets/{code}/batches">;
export type Release = ItemOf<"/api/v1/admission/releases">;
export type Gate = AnswerOf<"/api/v1/admission/assets/{code}/gate">;
export type Admission = PostedOf<"/api/v1/admission/assets/{code}/admission">;
export type LensRows = PostedOf<"/api/v1/security/assets/{asset_code}/rows">;

export const ADMISSION = ["admission"] as const;
const MOST = 200;

export const assetRows = rowsOf<AssetItem>([...ADMISSION, "assets"], (query, signal) =>
  ask(api.GET("/api/v1/admission/assets", { params: { query }, signal })),
);

/** The data sets of some layers; the list's own filter narrows them further. */
export const assetRowsIn = (layers: readonly Layer[]) =>
  rowsOf<AssetItem>([...ADMISSION, "assets", ...layers], (query, signal) =>
    ask(api.GET("/api/v1/admission/assets", { params: { query: { layer: [...layers], ...query } }, signal })),
  );

/** The data sets of the lake that hold one logical entity. */
export const assetsOfEntityQuery = (entityCode: string) =>
  queryOptions({
    queryKey: [...ADMISSION, "of-entity", entityCode],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/admission/assets", { params: { query: { entity_code: entityCode, limit: MOST } }, signal })),
  });

export const assetQuery = (code: string) =>
  queryOptions({
    queryKey: [...ADMISSION, "asset", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/admission/assets/{code}", { params: { path: { code } }, signal })),
  });

export const batchesOf = (code: string) =>
  rowsOf<Batch>([...ADMISSION, "batches", code], (query, signal) =>
    ask(api.GET("/api/v1/admission/assets/{code}/batches", { params: { path: { code }, query }, signal })),
  );

/** Ask the gate without being admitted. */
export const gateQuery = (code: string) =>
  queryOptions({
    queryKey: [...ADMISSION, "gate", code],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/admission/assets/{code}/gate", { params: { path: { code } }, signal })),
  });

export const admit = (code: string, key: string) =>
  ask(api.POST("/api/v1/admission/assets/{code}/admission", { params: { path: { code } }, headers: idempotent(key) }));

export const revokeAdmission = (code: string, reason: string, key: string) =>
  ask(
    api.POST("/api/v1/admission/assets/{code}/revocation", {
      params: { path: { code } },
      body: { reason },
      headers: idempotent(key),
    }),
  );

export const releaseRows = rowsOf<Release>([...ADMISSION, "releases"], (query, signal) =>
  ask(api.GET("/api/v1/admission/releases", { params: { query }, signal })),
);

export const publishRelease = (title: string, assets: string[], key: string) =>
  ask(api.POST("/api/v1/admission/releases", { body: { title, assets }, headers: idempotent(key) }));

/** Look at rows through one's lens; the purpose is kept as evidence. */
export const readRows = (code: string, purpose: string, limit: number, key: string) =>
  ask(
    api.POST("/api/v1/security/assets/{asset_code}/rows", {
      params: { path: { asset_code: code } },
      body: { purpose, limit, columns: [], where: null, grant_id: null },
      headers: idempotent(key),
    }),
  );
