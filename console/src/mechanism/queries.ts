import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { components } from "../api/schema";
import type { ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type Organisation = components["schemas"]["Organisation"];
export type Branch = components["schemas"]["TreeNode"];
export type Person = components["schemas"]["Person"];
export type Appointment = components["schemas"]["Appointment"];
export type ReportingLine = components["schemas"]["ChartLine"];
export type Duty = components["schemas"]["Duty"];
export type Owned = ItemOf<"/api/v1/mechanism/accountability">;
export type Gap = ItemOf<"/api/v1/mechanism/accountability/unowned">;

export const organisationRows = rowsOf<Organisation>(["mechanism", "organisations"], (query, signal) =>
  ask(api.GET("/api/v1/mechanism/organisations", { params: { query }, signal })),
);

/** The tree as it stands today, or as it stood on a day. */
export const organisationTreeQuery = (asOf: string) =>
  queryOptions({
    queryKey: ["mechanism", "organisations", "tree", asOf],
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/v1/mechanism/organisations/tree", { params: { query: asOf === "" ? {} : { as_of: asOf } }, signal }),
      ),
  });

export type NewOrganisation = components["schemas"]["OrganisationIn"];

export const createOrganisation = (body: NewOrganisation, key: string) =>
  ask(api.POST("/api/v1/mechanism/organisations", { body, headers: idempotent(key) }));

export const editOrganisation = (id: string, body: NewOrganisation & { seen_version: number }, key: string) =>
  ask(
    api.PUT("/api/v1/mechanism/organisations/{organisation_id}", {
      params: { path: { organisation_id: id } },
      body,
      headers: idempotent(key),
    }),
  );

export const organisationQuery = (id: string) =>
  queryOptions({
    queryKey: ["mechanism", "organisations", "one", id],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/mechanism/organisations/{organisation_id}", { params: { path: { organisation_id: id } }, signal })),
  });

/** What an organisation came from and what it became. */
export const successionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["mechanism", "organisations", "successions", id],
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/v1/mechanism/organisations/{organisation_id}/successions", {
          params: { path: { organisation_id: id } },
          signal,
        }),
      ),
  });

export const personRows = rowsOf<Person>(["mechanism", "people"], (query, signal) =>
  ask(api.GET("/api/v1/mechanism/people", { params: { query }, signal })),
);

/** The people of one organisation. */
export const peopleOf = (organisationId: string) =>
  rowsOf<Person>(["mechanism", "people", "of", organisationId], (query, signal) =>
    ask(api.GET("/api/v1/mechanism/people", { params: { query: { ...query, organisation_id: organisationId } }, signal })),
  );

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ["mechanism", "people", "one", id],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/mechanism/people/{person_id}", { params: { path: { person_id: id } }, signal })),
  });

/** Who holds which data post, and to whom each reports on both lines. */
export const chartQuery = (organisationId: string | null) =>
  queryOptions({
    queryKey: ["mechanism", "chart", organisationId],
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/v1/mechanism/chart", {
          params: { query: organisationId === null ? {} : { organisation_id: organisationId } },
          signal,
        }),
      ),
  });

export const dutyRows = rowsOf<Duty>(["mechanism", "duties"], (query, signal) =>
  ask(api.GET("/api/v1/mechanism/duties", { params: { query }, signal })),
);

/** The duties of one organisation. */
export const dutiesOf = (organisationId: string) =>
  rowsOf<Duty>(["mechanism", "duties", "of", organisationId], (query, signal) =>
    ask(api.GET("/api/v1/mechanism/duties", { params: { query: { ...query, organisation_id: organisationId } }, signal })),
  );

export const ACCOUNTABILITY = ["mechanism", "accountability"] as const;

export const ownedRows = rowsOf<Owned>([...ACCOUNTABILITY, "owned"], (query, signal) =>
  ask(api.GET("/api/v1/mechanism/accountability", { params: { query }, signal })),
);

export const unownedRows = rowsOf<Gap>([...ACCOUNTABILITY, "unowned"], (query, signal) =>
  ask(api.GET("/api/v1/mechanism/accountability/unowned", { params: { query }, signal })),
);

export const disputedRows = rowsOf<Gap>([...ACCOUNTABILITY, "disputed"], (query, signal) =>
  ask(api.GET("/api/v1/mechanism/accountability/disputed", { params: { query }, signal })),
);

export const nameOwner = (asset: Gap["asset"], personId: string, key: string) =>
  ask(api.POST("/api/v1/mechanism/accountability", { body: { asset, person_id: personId }, headers: idempotent(key) }));

export const handOver = (owned: Pick<Owned, "asset_kind" | "asset_code">, personId: string, key: string) =>
  ask(
    api.POST("/api/v1/mechanism/accountability/hand-over", {
      body: { asset_kind: owned.asset_kind, asset_code: owned.asset_code, person_id: personId },
      headers: idempotent(key),
    }),
  );

export const settle = (asset: Gap["asset"], personId: string, key: string) =>
  ask(
    api.POST("/api/v1/mechanism/accountability/settle", {
      body: { asset_kind: asset.kind, asset_code: asset.code, person_id: personId },
      headers: idempotent(key),
    }),
  );

export type MendOutcome = components["schemas"]["MendOutcome"];

type Asset = Pick<Gap["asset"], "kind" | "code">;

/** Name one person the owner of many things. */
export const nameOwners = (assets: readonly Asset[], personId: string, key: string) =>
  ask(
    api.POST("/api/v1/mechanism/accountability/many", {
      body: { assets: [...assets], person_id: personId },
      headers: idempotent(key),
    }),
  );

/** Rule that many disputed things are one person's. */
export const settleOwners = (assets: readonly Asset[], personId: string, key: string) =>
  ask(
    api.POST("/api/v1/mechanism/accountability/settle-many", {
      body: { assets: [...assets], person_id: personId },
      headers: idempotent(key),
    }),
  );

export type Departure = components["schemas"]["Departure"];

export const depart = (personId: string, body: Departure, key: string) =>
  ask(
    api.POST("/api/v1/mechanism/people/{person_id}/depart", {
      params: { path: { person_id: personId } },
      body,
      headers: idempotent(key),
    }),
  );
