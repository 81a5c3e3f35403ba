import type { ReactNode } from "react";

import type { PageHeadProps } from "../page/PageHead";

export interface Decision {
  key: string;
  /** The verb on the button, in the message and in the log: 同意, 退回补正. */
  label: string;
  tone?: "primary" | "default" | "danger";
  /** The grounds one must be chosen from; left out where none is owed. */
  grounds?: readonly { value: string; label: string }[];
  reason?: "required" | "optional" | "none";
  /** What this decision still needs: the columns of a partial consent, for example. */
  content?: ReactNode;
}

export interface Made {
  decision: string;
  ground: string | null;
  reason: string;
}

export interface HistoryEntry {
  key: string;
  at: string;
  who: string;
  what: string;
  note?: string | null;
}

export interface Neighbours {
  previous?: string | null;
  next?: string | null;
  position?: number;
  of?: number;
}

export interface ReviewKindProps {
  head: PageHeadProps;
  /** The time limit: a `TimeLeft`. */
  clock?: ReactNode;
  /** What is asked, differences highlighted. */
  ask: ReactNode;
  /** What one needs to decide: law, grades, similar cases, consequences. */
  facts: readonly { title: string; content: ReactNode }[];
  history: readonly HistoryEntry[];
  /** Empty when there is nothing for this person to decide. */
  decisions: readonly Decision[];
  decide: (made: Made, key: string) => Promise<unknown>;
  onDecided: (made: Made) => void;
  neighbours?: Neighbours;
}
