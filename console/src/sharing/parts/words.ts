import { formatDate } from "../../format/dates";
import type { Dictionary } from "../../i18n";
import type { Tone } from "../../kinds/chips/tones";
import type { Application, ApplicationItem } from "../queries";

type State = ApplicationItem["state"];

export const STATE_TONES: Record<State, Tone> = {
  draft: "neutral",
  awaiting_consent: "working",
  awaiting_review: "working",
  returned: "warning",
  awaiting_filing: "working",
  implementing: "working",
  awaiting_receipt: "working",
  in_use: "good",
  evaluated: "good",
  ended: "paused",
  refused: "bad",
  withdrawn: "paused",
  revoked: "bad",
};

export function termWords(from: string | null, to: string | null, text: Dictionary): string {
  if (from === null && to === null) return text.common.none;
  const day = (value: string | null) => (value === null ? text.common.none : formatDate(value));
  return text.sharing.fields.termWords(day(from), day(to));
}

type RoleName = keyof Dictionary["access"]["roles"];

/** Who holds an application, in words: the department and the role in it, or the applicant by name. */
export function holderWords(application: Application, text: Dictionary): string {
  const words = text.sharing.application;
  return application.holders
    .map(({ organisation_name: place, role, name }) => {
      const known = role in text.access.roles ? text.access.roles[role as RoleName] : role;
      return text.sharing.fields.holderWords(place, role === "" ? words.holderApplicant(name) : words.holderRole(known));
    })
    .join(text.common.listJoin);
}

/** The platform describes rows in words; that all are meant is said in the reader's language. */
export function rowsWords(where: Record<string, unknown>, described: string, text: Dictionary): string {
  return where["op"] === "everything" ? text.sharing.fields.allRows : described;
}
