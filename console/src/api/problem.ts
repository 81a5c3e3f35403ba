/** One shape for everything that can go wrong between the console and the platform. */

export interface ProblemBody {
  code: string;
  message: string;
  next?: string | null;
  details?: unknown;
  request_id?: string | null;
}

/** The platform could not be reached at all; nothing was decided, nothing was lost. */
export const UNREACHABLE = "console.unreachable";
/** The platform answered something that is not its error shape (a proxy's page, for example). */
export const UNREADABLE = "console.unreadable_answer";

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly next: string | null;
  readonly details: unknown;
  readonly requestId: string | null;

  constructor(status: number, body: ProblemBody) {
    super(body.message);
    this.name = "Problem";
    this.status = status;
    this.code = body.code;
    this.next = body.next ?? null;
    this.details = body.details ?? null;
    this.requestId = body.request_id ?? null;
  }

  get unreachable(): boolean {
    return this.code === UNREACHABLE;
  }

  /** Someone else changed what is being edited: the kernel's StaleEdit, under any module's name. */
  get stale(): boolean {
    return this.status === 409 && this.code.endsWith("stale_edit");
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Read an answer's body as a problem; what cannot be read keeps its status and says so by its code. */
export function toProblem(status: number, body: unknown): Problem {
  const error = isRecord(body) ? body["error"] : undefined;
  if (isRecord(error) && typeof error["code"] === "string" && typeof error["message"] === "string") {
    return new Problem(status, error as unknown as ProblemBody);
  }
  return new Problem(status, { code: UNREADABLE, message: "" });
}

export function asProblem(cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  return new Problem(0, { code: UNREACHABLE, message: "" });
}

function fieldName(path: unknown): string {
  if (!Array.isArray(path)) return String(path);
  const parts = path.map(String);
  return (parts[0] === "body" || parts[0] === "query" ? parts.slice(1) : parts).join(".");
}

/**
 * The messages of an answer that belong to single fields, by the field's dotted name.
 *
 * Accepts the shapes a details value may have: `{fields: {name: message}}`, `{fields|errors: [{field, message}]}`
 * and the list of `{loc, msg}` that FastAPI writes.
 */
export function fieldMessages(details: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  const inner = isRecord(details) ? (details["fields"] ?? details["errors"]) : details;
  if (isRecord(inner)) {
    for (const [name, message] of Object.entries(inner)) {
      if (typeof message === "string") found[name] = message;
    }
    return found;
  }
  if (!Array.isArray(inner)) return found;
  for (const item of inner as unknown[]) {
    if (!isRecord(item)) continue;
    const message = item["message"] ?? item["msg"];
    const field = item["field"] ?? item["loc"];
    if (typeof message === "string" && field !== undefined) found[fieldName(field)] = message;
  }
  return found;
}
