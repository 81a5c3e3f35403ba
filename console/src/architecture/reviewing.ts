import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { components } from "../api/schema";
import type { ItemOf } from "../api/types";
import { idempotent } from "../kinds/form/useSubmission";

export type ReviewLine = ItemOf<"/api/v1/architecture/catalogue-reviews">;
export type Campaign = ItemOf<"/api/v1/architecture/campaigns">;
export type NewCampaign = Pick<components["schemas"]["CampaignIn"], "title" | "field" | "basis" | "due_on">;

export const REVIEWS = ["architecture", "reviews"] as const;
export const CAMPAIGNS = ["architecture", "campaigns"] as const;

export const reviewRows = rowsOf<ReviewLine>([...REVIEWS], (query, signal) =>
  ask(api.GET("/api/v1/architecture/catalogue-reviews", { params: { query }, signal })),
);

export const decideEntries = (codes: readonly string[], step: "submit" | "approve" | "reject") =>
  ask(api.POST("/api/v1/architecture/catalogue-reviews", { body: { codes: [...codes], step, opinion: "" } }));

export const campaignRows = rowsOf<Campaign>([...CAMPAIGNS], (query, signal) =>
  ask(api.GET("/api/v1/architecture/campaigns", { params: { query }, signal })),
);

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: [...CAMPAIGNS, id],
    queryFn: async ({ signal }) => {
      const path = { campaign_id: id };
      const [campaign, progress] = await Promise.all([
        ask(api.GET("/api/v1/architecture/campaigns/{campaign_id}", { params: { path }, signal })),
        ask(api.GET("/api/v1/architecture/campaigns/{campaign_id}/progress", { params: { path }, signal })),
      ]);
      return { campaign, progress: progress.items };
    },
  });

export const startCampaign = (values: NewCampaign, key: string) =>
  ask(api.POST("/api/v1/architecture/campaigns", { body: values, headers: idempotent(key) }));

export const remindCampaign = (id: string, key: string) =>
  ask(
    api.POST("/api/v1/architecture/campaigns/{campaign_id}/reminding", {
      params: { path: { campaign_id: id } },
      headers: idempotent(key),
    }),
  );

export const endCampaign = (id: string, key: string) =>
  ask(
    api.POST("/api/v1/architecture/campaigns/{campaign_id}/ending", {
      params: { path: { campaign_id: id } },
      headers: idempotent(key),
    }),
  );
