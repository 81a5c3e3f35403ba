import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Failure } from "./Failure";
import { Waiting } from "./Waiting";

interface ReadyProps<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  /** Inside a page rather than in place of one. */
  small?: boolean;
  rows?: number;
}

/** A query's content once it is there; before that the skeleton, or why it is not there. */
export function Ready<T>({ query, children, small = false, rows = 6 }: ReadyProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <Failure cause={query.error} retry={() => void query.refetch()} small={small} />;
  return <Waiting rows={rows} />;
}
