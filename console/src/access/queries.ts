import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { components } from "../api/schema";
import { sessionQuery } from "../session/session";

export type SessionItem = components["schemas"]["SessionItem"];

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation<unknown, Error, components["schemas"]["Credentials"]>({
    mutationFn: async (body) => {
      await ask(api.POST("/api/v1/access/session", { body }));
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}

/** Sign out. The page is loaded afresh, so that nothing that was read stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => ask(api.DELETE("/api/v1/access/session")),
    onSuccess: () => location.assign("/login?out=1"),
  });
}

/** Act for another organisation in which one holds a post; everything on screen is then asked for again. */
export function useSwitchOrganisation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/v1/access/session/organisation", { body: { organisation_id: id } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation<unknown, Error, components["schemas"]["PasswordChange"]>({
    mutationFn: (body) => ask(api.POST("/api/v1/access/password", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}

export const sessionRows = rowsOf<SessionItem>(["access", "sessions"], (_, signal) =>
  ask(api.GET("/api/v1/access/sessions", { signal })),
);

export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      ask(api.DELETE("/api/v1/access/sessions/{session_id}", { params: { path: { session_id: id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["access", "sessions"] }),
  });
}
