import { queryOptions, useMutation } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { AnswerOf, ItemOf, PostedOf } from "../api/types";

export type Entry = ItemOf<"/api/v1/evidence/entries">;
export type Head = AnswerOf<"/api/v1/evidence/head">;
export type Proof = AnswerOf<"/api/v1/evidence/proofs/{index}">;
export type Verification = PostedOf<"/api/v1/evidence/verification">;

const DAY_MS = 86_400_000;
/** Days of the filters are days in Beijing, whatever the computer's own zone. */
const ZONE = "+08:00";

/** The first moment of a day, and of the day after it: the platform's `until` is exclusive. */
export function startOf(day: string, daysLater = 0): string {
  const moment = new Date(`${day}T00:00:00${ZONE}`).getTime() + daysLater * DAY_MS;
  return new Date(moment).toISOString();
}

export const entryRows = rowsOf<Entry>(["evidence", "entries"], ({ since, until, ...query }, signal) =>
  ask(
    api.GET("/api/v1/evidence/entries", {
      params: {
        query: {
          ...query,
          ...(since === undefined ? {} : { since: startOf(String(since)) }),
          ...(until === undefined ? {} : { until: startOf(String(until), 1) }),
        },
      },
      signal,
    }),
  ),
);

export const headQuery = queryOptions({
  queryKey: ["evidence", "head"],
  queryFn: ({ signal }) => ask(api.GET("/api/v1/evidence/head", { signal })),
});

export const proofQuery = (index: number) =>
  queryOptions({
    queryKey: ["evidence", "proof", index],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/evidence/proofs/{index}", { params: { path: { index } }, signal })),
  });

export function useVerify() {
  return useMutation<Verification, Error, string | null>({
    mutationFn: (checkpoint) => ask(api.POST("/api/v1/evidence/verification", { body: { checkpoint } })),
  });
}
