import { queryOptions, useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";

import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { components } from "../api/schema";

export type Session = components["schemas"]["SessionOut"];

/** Who is signed in, or null. A refused answer means nobody; being unreachable is an error and stays one. */
export const sessionQuery = queryOptions<Session | null>({
  queryKey: ["session"],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    try {
      return await ask(api.GET("/api/v1/access/session", { signal }));
    } catch (cause) {
      if (cause instanceof Problem && cause.status === 401) return null;
      throw cause;
    }
  },
});

export function useMaybeSession() {
  return useQuery(sessionQuery);
}

/** Given by the sign-in guard to everything behind it. */
export const SessionContext = createContext<Session | null>(null);

/** The session of a page behind the sign-in guard. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession is used outside the sign-in guard");
  return session;
}

export type Can = (permission: string | undefined) => boolean;

/** Whether the person may do something at all; over whose things is decided by the platform each time. */
export function useCan(): Can {
  const { permissions } = useSession();
  return (permission) => permission === undefined || permissions.includes(permission);
}
