import type { FormRule } from "antd";
import type { ReactNode } from "react";

import type { PageHeadProps } from "../page/PageHead";

export interface FormField<Values> {
  name: keyof Values & string;
  label: string;
  /** Help where the question arises. */
  help?: ReactNode;
  /** A value in the form the national standard gives it. */
  example?: string;
  required?: boolean;
  /** The control; it is given its value and change handler. */
  input: ReactNode;
  /** "checked" for switches and check boxes. */
  valueName?: "checked";
  rules?: readonly FormRule[];
  /** How the value reads on the page where everything is checked; texts and numbers need nothing here. */
  show?: (value: unknown) => ReactNode;
  /** Asked only when this holds for what was answered so far. */
  when?: (values: Partial<Values>) => boolean;
}

export interface FormStep<Values> {
  key: string;
  title: string;
  intro?: ReactNode;
  fields: readonly FormField<Values>[];
}

export interface FormKindProps<Values extends object> {
  /** Names the draft: the form, and what it edits ("sharing.application.new"). */
  id: string;
  head: PageHeadProps;
  /** One step is a plain form; several are a wizard that ends with a page where everything is checked. */
  steps: readonly FormStep<Values>[];
  initial: Partial<Values>;
  /** The version that is being edited; a draft of another version says so instead of overwriting silently. */
  version?: string | number;
  submitLabel?: string;
  /** Sends it. The key goes out as `Idempotency-Key`; see `idempotent`. */
  submit: (values: Values, key: string) => Promise<unknown>;
  onDone: (answer: unknown) => void;
  /** Loads what the other person saved, after a stale edit. */
  onReload?: () => void;
  /** Beside the fields: a summary, a preview. */
  aside?: ReactNode;
}
