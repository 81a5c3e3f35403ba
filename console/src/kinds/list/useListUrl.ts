import { useMemo } from "react";
import { useSearchParams } from "react-router";

import { type ListUrl, type ListUrlSpec, readListUrl, writeListUrl } from "./listUrl";

export interface ListUrlState {
  url: ListUrl;
  change: (change: Partial<ListUrl>) => void;
  /** The address's query part with a change, for links. */
  search: (change: Partial<ListUrl>) => string;
}

export function useListUrl(spec: ListUrlSpec): ListUrlState {
  const [params, setParams] = useSearchParams();
  return useMemo(
    () => ({
      url: readListUrl(params, spec),
      change: (change) => setParams((now) => writeListUrl(now, spec, change), { replace: change.page === undefined }),
      search: (change) => `?${writeListUrl(params, spec, change).toString()}`,
    }),
    [params, setParams, spec],
  );
}
