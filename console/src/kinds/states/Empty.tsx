import type { ReactNode } from "react";

import { Notice } from "./Notice";

export interface EmptyWords {
  title: string;
  /** What to do first, or why there is nothing. */
  hint: string;
  action?: ReactNode;
}

export function Empty({ title, hint, action }: EmptyWords) {
  return <Notice small title={title} body={<p>{hint}</p>} action={action} />;
}
