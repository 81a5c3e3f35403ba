/** A list's state lives in the address, so that a link shows another person the same rows. */
import type { ListQuery } from "../../api/paging";

export const PAGE_SIZES = [20, 50, 100, 200] as const;
export const DEFAULT_SIZE = 50;

export interface ListUrl {
  q: string;
  sort: string;
  page: number;
  size: number;
  filters: Record<string, string>;
}

export interface ListUrlSpec {
  prefix: string;
  filters: readonly string[];
  defaultSort: string;
  defaultSize: number;
}

function wholeNumber(value: string | null, least: number): number | null {
  const number = Number(value);
  return value !== null && Number.isInteger(number) && number >= least ? number : null;
}

/** Read the state; whatever somebody typed into the address, the outcome is a list that works. */
export function readListUrl(params: URLSearchParams, spec: ListUrlSpec): ListUrl {
  const get = (name: string) => params.get(spec.prefix + name);
  const size = wholeNumber(get("size"), 1);
  const filters: Record<string, string> = {};
  for (const key of spec.filters) {
    const value = get(key);
    if (value) filters[key] = value;
  }
  return {
    q: get("q") ?? "",
    sort: get("sort") ?? spec.defaultSort,
    page: wholeNumber(get("page"), 1) ?? 1,
    size: PAGE_SIZES.find((known) => known === size) ?? spec.defaultSize,
    filters,
  };
}

/** Write a change into the address; defaults are left out, and anything but turning the page goes back to page 1. */
export function writeListUrl(params: URLSearchParams, spec: ListUrlSpec, change: Partial<ListUrl>): URLSearchParams {
  const next = { ...readListUrl(params, spec), page: 1, ...change };
  const written = new URLSearchParams(params);
  const put = (name: string, value: string, omit: boolean) => {
    if (omit) written.delete(spec.prefix + name);
    else written.set(spec.prefix + name, value);
  };
  put("q", next.q, next.q === "");
  put("sort", next.sort, next.sort === spec.defaultSort);
  put("page", String(next.page), next.page === 1);
  put("size", String(next.size), next.size === spec.defaultSize);
  for (const key of spec.filters) put(key, next.filters[key] ?? "", !next.filters[key]);
  return written;
}

export function toListQuery(url: ListUrl): ListQuery {
  const query: ListQuery = { offset: (url.page - 1) * url.size, limit: url.size, filters: url.filters };
  if (url.sort !== "") query.sort = url.sort;
  if (url.q !== "") query.q = url.q;
  return query;
}

/** What a click on a column's head sorts by: rising first, then falling, then the list's own order. */
export function nextSort(current: string, key: string, defaultSort: string): string {
  if (current === key) return `-${key}`;
  if (current === `-${key}`) return defaultSort === key || defaultSort === `-${key}` ? key : defaultSort;
  return key;
}
