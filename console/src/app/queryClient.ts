import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";

import { Problem } from "../api/problem";
import { sessionQuery } from "../session/session";

const RETRIES = 2;

/** Only what may pass by itself is tried again: an unreachable platform, one that is starting, a gateway's hiccup. */
export function worthRetrying(failures: number, cause: unknown): boolean {
  if (failures >= RETRIES) return false;
  return cause instanceof Problem && (cause.unreachable || cause.status === 502 || cause.status === 503 || cause.status === 504);
}

export function makeQueryClient(): QueryClient {
  // A session that ended while the page was open: the guard then leads to the sign-in page and back.
  const noticeEnd = (cause: unknown) => {
    if (cause instanceof Problem && cause.status === 401) client.setQueryData(sessionQuery.queryKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEnd }),
    mutationCache: new MutationCache({ onError: noticeEnd }),
    defaultOptions: { queries: { staleTime: 10_000, retry: worthRetrying }, mutations: { retry: false } },
  });
  return client;
}
