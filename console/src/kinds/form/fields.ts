import type { FormField, FormStep } from "./types";

/** The fields of a step that are asked, given what was answered so far. */
export function askedFields<Values>(step: FormStep<Values>, values: Partial<Values>): FormField<Values>[] {
  return step.fields.filter((field) => field.when?.(values) ?? true);
}

export interface Placed {
  /** The step of the first field named. */
  step: number;
  /** Messages by field name. */
  byField: Record<string, string>;
  /** Messages of no field of this form; they are shown above it. */
  rest: string[];
}

/** Put the platform's messages beside their fields: by the exact name, or by the name a dotted path begins with. */
export function placeMessages<Values>(steps: readonly FormStep<Values>[], messages: Record<string, string>): Placed {
  const placed: Placed = { step: -1, byField: {}, rest: [] };
  for (const [path, message] of Object.entries(messages)) {
    const at = steps.findIndex((step) => step.fields.some((field) => field.name === path || path.startsWith(`${field.name}.`)));
    if (at < 0) {
      placed.rest.push(message);
      continue;
    }
    const field = steps[at]?.fields.find((one) => one.name === path || path.startsWith(`${one.name}.`));
    if (field !== undefined) placed.byField[field.name] = message;
    placed.step = placed.step < 0 ? at : Math.min(placed.step, at);
  }
  return placed;
}
