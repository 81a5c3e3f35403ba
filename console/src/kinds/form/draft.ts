/** Drafts: what somebody typed survives a closed window, a lost network and an expired session. */
import { readKept, writeKept } from "../kept";

export interface Draft<Values> {
  at: string;
  version: string;
  values: Partial<Values>;
}

function draftKey(account: string, form: string): string {
  return `shudao.draft.${account}.${form}`;
}

function isDraft(kept: unknown): kept is Draft<object> {
  if (typeof kept !== "object" || kept === null) return false;
  const draft = kept as Partial<Draft<object>>;
  return typeof draft.at === "string" && typeof draft.version === "string" && typeof draft.values === "object";
}

/** The draft of this person, this form and this version; an older version's draft is not brought back. */
export function readDraft<Values>(account: string, form: string, version: string): Draft<Values> | null {
  const kept = readKept(draftKey(account, form));
  return isDraft(kept) && kept.version === version ? (kept) : null;
}

export function writeDraft<Values>(account: string, form: string, draft: Draft<Values>): void {
  writeKept(draftKey(account, form), draft);
}

export function dropDraft(account: string, form: string): void {
  writeKept(draftKey(account, form), null);
}
