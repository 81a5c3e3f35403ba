import { useQuery } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { components } from "../api/schema";

export type Task = components["schemas"]["Task"];

const COUNT_EVERY_MS = 60_000;

export const taskRows = rowsOf<Task>(["work", "tasks"], (query, signal) =>
  ask(api.GET("/api/v1/work/tasks", { params: { query }, signal })),
);

/** What waits for me, the earliest deadline first. */
export const waitingQuery = (limit: number) =>
  taskRows({ offset: 0, limit, sort: "due_at", filters: { state: "open" } });

/** How many things wait for me; 0 while it is not known, so that the top bar never shows an error. */
export function useTodoCount(): number {
  const { data } = useQuery({ ...waitingQuery(1), refetchInterval: COUNT_EVERY_MS });
  return data?.total ?? 0;
}
