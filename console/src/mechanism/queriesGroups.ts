import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import type { components } from "../api/schema";
import { idempotent } from "../kinds/form/useSubmission";

export type Group = components["schemas"]["Group"];
export type NewGroup = components["schemas"]["GroupIn"];
export type SecurityPost = components["schemas"]["SecurityPost"];
export type Verdict = components["schemas"]["PostPair"]["verdict"];

export const GROUPS = ["mechanism", "groups"] as const;

export const groupsQuery = queryOptions({
  queryKey: [...GROUPS, "list"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/mechanism/groups", { signal })),
});

export const createGroup = (body: NewGroup, key: string) =>
  ask(api.POST("/api/v1/mechanism/groups", { body, headers: idempotent(key) }));

export const askGroup = (groupId: string, title: string, days: number, key: string) =>
  ask(
    api.POST("/api/v1/mechanism/groups/{group_id}/tasks", {
      params: { path: { group_id: groupId } },
      body: { title, body: "", within_working_days: days },
      headers: idempotent(key),
    }),
  );

export const securityPostsQuery = queryOptions({
  queryKey: [...GROUPS, "security"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/mechanism/security-posts", { signal })),
});

export const askSecurityPost = (code: string, organisationId: string, title: string, days: number, key: string) =>
  ask(
    api.POST("/api/v1/mechanism/security-posts/{post_code}/tasks", {
      params: { path: { post_code: code } },
      body: { title, body: "", within_working_days: days, organisation_id: organisationId },
      headers: idempotent(key),
    }),
  );

export const heldConflictsQuery = queryOptions({
  queryKey: [...GROUPS, "conflicts"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/mechanism/conflicts", { signal })),
});

export const postsQuery = queryOptions({
  queryKey: [...GROUPS, "posts"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/mechanism/posts", { signal })),
});

export const proposeConflict = (first: string, second: string, verdict: Verdict | null, key: string) =>
  ask(api.POST("/api/v1/mechanism/conflicts", { body: { post_a: first, post_b: second, verdict }, headers: idempotent(key) }));
