import createClient, { type Middleware } from "openapi-fetch";

import { asProblem, toProblem } from "./problem";
import type { paths } from "./schema";

const CSRF_COOKIE = "shudao_csrf";
const CSRF_HEADER = "X-Shudao-CSRF";
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

export function readCookie(name: string, cookies: string): string | null {
  for (const pair of cookies.split(";")) {
    const [key, ...rest] = pair.trim().split("=");
    if (key === name) return decodeURIComponent(rest.join("="));
  }
  return null;
}

/** The headers every request carries: the reader's language, and on changes the token against cross-site requests. */
export function houseHeaders(method: string): Record<string, string> {
  const headers: Record<string, string> = { "Accept-Language": document.documentElement.lang };
  const token = SAFE_METHODS.has(method) ? null : readCookie(CSRF_COOKIE, document.cookie);
  if (token !== null) headers[CSRF_HEADER] = token;
  return headers;
}

const house: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(houseHeaders(request.method))) request.headers.set(name, value);
    return request;
  },
};

/** The typed client; every call of the console goes through it. */
export const api = createClient<paths>({ baseUrl: "", credentials: "same-origin" });
api.use(house);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Unpack an answer: its data, or a thrown `Problem`. */
export async function ask<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw asProblem(cause);
  }
  if (!answer.response.ok) throw toProblem(answer.response.status, answer.error);
  return answer.data as T;
}

/**
 * A fresh key for one submission; sending the same key again never does the thing twice.
 * `crypto.randomUUID` is not there on plain-http intranet addresses, `getRandomValues` is.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
