import type { Dictionary } from "../../i18n";
import { useText } from "../../i18n";
import type { Entity } from "../queries";

type Kind = keyof Dictionary["architecture"]["kinds"];

/** What kind of thing was found, in a word; an unknown kind is shown as the platform wrote it. */
export function useKindWord(): (kind: string) => string {
  const words = useText().architecture.kinds;
  return (kind) => (kind in words ? words[kind as Kind] : kind);
}

const BY_LEVEL: readonly Kind[] = ["domain", "subject_area", "business_object", "entity", "attribute"];

export function useLevelKind(): (level: number) => string {
  const words = useText().architecture.kinds;
  return (level) => words[BY_LEVEL[level - 1] ?? "attribute"];
}

/** 内部数据 · 结构化 · 主数据. */
export function useCategoryWords(): (category: NonNullable<Entity["category"]>) => string {
  const words = useText().architecture.categories;
  return ({ origin, structure, kind }) =>
    [words.origins[origin], words.structures[structure], kind === null ? "" : words.kinds[kind]].filter(Boolean).join(" · ");
}
