import type { Dictionary } from "../../i18n";

type RoleName = keyof Dictionary["access"]["roles"];

export function roleWord(role: string, text: Dictionary): string {
  return role in text.access.roles ? text.access.roles[role as RoleName] : role;
}

export function roleOptions(text: Dictionary): { value: string; label: string }[] {
  return Object.entries(text.access.roles).map(([value, label]) => ({ value, label }));
}
