/** What a list page asks of the platform, and what every list answers. */

export interface ListQuery {
  offset: number;
  limit: number;
  /** Field to sort by; a leading minus sorts from the largest. */
  sort?: string;
  /** Words to search for. */
  q?: string;
  /** The values of the page's own filters, by name. */
  filters: Record<string, string>;
}

export interface Rows<Row> {
  items: Row[];
  total: number;
}

export type ListParameters = Record<string, string | number>;

/** The query parameters of a list request; what is empty is left out. */
export function listParameters(query: ListQuery): ListParameters {
  const parameters: ListParameters = { ...query.filters, offset: query.offset, limit: query.limit };
  if (query.sort) parameters["sort"] = query.sort;
  if (query.q) parameters["q"] = query.q;
  return parameters;
}

/** A query of one page of rows, as `useQuery` takes it. */
export interface RowsQuery<Row> {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<Rows<Row>>;
}

/** Make a list's query from its cache key and the call that fetches one page. */
export function rowsOf<Row>(
  key: readonly string[],
  fetchPage: (parameters: ListParameters, signal: AbortSignal) => Promise<Rows<Row>>,
): (query: ListQuery) => RowsQuery<Row> {
  return (query) => ({
    queryKey: [...key, query],
    queryFn: ({ signal }) => fetchPage(listParameters(query), signal),
  });
}
