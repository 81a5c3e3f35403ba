/** What people say about things and what they follow; deputies, channels, changes decided together, disputes. */
import { queryOptions } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, BodyOf, ItemOf } from "../api/types";

export type Comment = ItemOf<"/api/v1/work/comments">;
export type Affected = AnswerOf<"/api/v1/work/impact">["items"][number];
export type Impact = AnswerOf<"/api/v1/work/impact">;
export type Delegation = ItemOf<"/api/v1/work/delegations">;
export type NewDelegation = BodyOf<"/api/v1/work/delegations">;
export type ChannelList = AnswerOf<"/api/v1/work/channels">;
export type Channel = ChannelList["items"][number];
export type Dispatch = AnswerOf<"/api/v1/work/dispatch">;
export type Dispute = ItemOf<"/api/v1/mechanism/disputes">;
export type DisputeCase = AnswerOf<"/api/v1/mechanism/disputes/{dispute_id}">;
export type NewDispute = BodyOf<"/api/v1/mechanism/disputes">;

const about = (subject: string) => ({ params: { query: { subject } } });

export const commentsQuery = (subject: string) =>
  queryOptions({
    queryKey: ["work", "comments", subject],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/work/comments", { params: { query: { subject, limit: 200 } }, signal })),
  });

export const writeComment = (subject: string, body: string, mentions: string[]) =>
  ask(api.POST("/api/v1/work/comments", { body: { subject, body, mentions } }));

export const editComment = (comment: Comment, body: string) =>
  ask(
    api.PUT("/api/v1/work/comments/{comment_id}", {
      params: { path: { comment_id: comment.id } },
      body: { body, mentions: [], version: comment.version },
    }),
  );

export const deleteComment = (id: string) =>
  ask(api.DELETE("/api/v1/work/comments/{comment_id}", { params: { path: { comment_id: id } } }));

export const mentionableQuery = (q: string) =>
  queryOptions({
    queryKey: ["work", "mentionable", q],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/work/mentionable", { params: { query: { q } }, signal })),
    enabled: q !== "",
  });

export const followingQuery = (subject: string) =>
  queryOptions({
    queryKey: ["work", "following", subject],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/work/following", { ...about(subject), signal })),
  });

export const setFollowing = (subject: string, wanted: boolean) =>
  ask(api.POST(wanted ? "/api/v1/work/follow" : "/api/v1/work/unfollow", { body: { subject } }));

export const followedQuery = queryOptions({
  queryKey: ["work", "followed"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/work/followed", { signal })),
});

export const impactQuery = (subject: string) =>
  queryOptions({
    queryKey: ["work", "impact", subject],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/work/impact", { ...about(subject), signal })),
  });

export const delegationsQuery = queryOptions({
  queryKey: ["work", "delegations"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/work/delegations", { signal })),
});

export const delegate = (body: NewDelegation) => ask(api.POST("/api/v1/work/delegations", { body }));

export const endDelegation = (delegation_id: string) =>
  ask(api.POST("/api/v1/work/delegations/{delegation_id}/end", { params: { path: { delegation_id } } }));

export const channelsQuery = queryOptions({
  queryKey: ["work", "channels"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/work/channels", { signal })),
});

export const setChannel = (kind: string, body: Omit<Channel, "kind">) =>
  ask(api.PUT("/api/v1/work/channels/{kind}", { params: { path: { kind } }, body }));

export const forgetChannel = (kind: string) =>
  ask(api.DELETE("/api/v1/work/channels/{kind}", { params: { path: { kind } } }));

export const tryChannel = (kind: string) =>
  ask(api.POST("/api/v1/work/channels/{kind}/test", { params: { path: { kind } } }));

export const dispatchQuery = queryOptions({
  queryKey: ["work", "dispatch"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/work/dispatch", { signal })),
});

export const setDispatch = (body: Omit<Dispatch, "has_password"> & { password: string | null }) =>
  ask(api.PUT("/api/v1/work/dispatch", { body }));

export const tryMailServer = (to: string) => ask(api.POST("/api/v1/work/dispatch/test", { body: { to } }));

export const pendingChangesQuery = queryOptions({
  queryKey: ["work", "pending"],
  queryFn: ({ signal }) =>
    ask(api.GET("/api/v1/work/changes", { params: { query: { state: "pending", limit: 200 } }, signal })),
});

export type PendingChange = ItemOf<"/api/v1/work/changes">;

export const decideMany = (change_ids: string[], approve: boolean, reason: string) =>
  ask(api.POST("/api/v1/work/changes/decide", { body: { change_ids, approve, reason } }));

export const disputeRows = rowsOf<Dispute>(["work", "disputes"], (query, signal) =>
  ask(api.GET("/api/v1/mechanism/disputes", { params: { query }, signal })),
);

export const disputeQuery = (dispute_id: string) =>
  queryOptions({
    queryKey: ["work", "disputes", dispute_id],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/mechanism/disputes/{dispute_id}", { params: { path: { dispute_id } }, signal })),
  });

const ofDispute = (dispute_id: string) => ({ params: { path: { dispute_id } } });

export const openDispute = (body: NewDispute) => ask(api.POST("/api/v1/mechanism/disputes", { body }));

export const addToDispute = (id: string, text: string) =>
  ask(api.POST("/api/v1/mechanism/disputes/{dispute_id}/contributions", { ...ofDispute(id), body: { text } }));

export const appealDispute = (id: string, text: string) =>
  ask(api.POST("/api/v1/mechanism/disputes/{dispute_id}/appeal", { ...ofDispute(id), body: { text } }));

export const withdrawDispute = (id: string, text: string) =>
  ask(api.POST("/api/v1/mechanism/disputes/{dispute_id}/withdraw", { ...ofDispute(id), body: { text } }));

export const ruleDispute = (id: string, body: BodyOf<"/api/v1/mechanism/disputes/{dispute_id}/ruling">) =>
  ask(api.POST("/api/v1/mechanism/disputes/{dispute_id}/ruling", { ...ofDispute(id), body }));
