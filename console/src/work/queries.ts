import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import { rowsOf } from "../api/paging";
import type { components } from "../api/schema";

export type Task = components["schemas"]["Task"];
export type NoticeItem = components["schemas"]["Notice"];

const COUNT_EVERY_MS = 60_000;

export const taskRows = rowsOf<Task>(["work", "tasks"], (query, signal) =>
  ask(api.GET("/api/v1/work/tasks", { params: { query }, signal })),
);

export const noticeRows = rowsOf<NoticeItem>(["work", "notices"], (query, signal) =>
  ask(api.GET("/api/v1/work/notices", { params: { query }, signal })),
);

/** What waits for me, the earliest deadline first. */
export const waitingQuery = (limit: number) => taskRows({ offset: 0, limit, sort: "due_on", filters: { state: "open" } });

/** How many things wait for me; 0 while it is not known, so that the top bar never shows an error. */
export function useTodoCount(): number {
  const { data } = useQuery({ ...waitingQuery(1), refetchInterval: COUNT_EVERY_MS });
  return data?.total ?? 0;
}

export function useUnreadCount(): number {
  const unread = noticeRows({ offset: 0, limit: 1, filters: { unread: "true" } });
  const { data } = useQuery({ ...unread, refetchInterval: COUNT_EVERY_MS });
  return data?.total ?? 0;
}

export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      ask(api.POST("/api/v1/work/notices/{notice_id}/read", { params: { path: { notice_id: id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["work", "notices"] }),
  });
}

export function useCompleteTask(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (outcome: string) =>
      ask(api.POST("/api/v1/work/tasks/{task_id}/complete", { params: { path: { task_id: id } }, body: { outcome } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["work", "tasks"] }),
  });
}
