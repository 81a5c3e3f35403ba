import type { Dictionary } from "../../i18n";
import { useText } from "../../i18n";
import type { Organisation } from "../queries";

type AssetKind = keyof Dictionary["mechanism"]["assetKinds"];

export function useKindWord(): (kind: Organisation["kind"]) => string {
  const words = useText().mechanism.kinds;
  return (kind) => words[kind];
}

export function useLevelWord(): (level: Organisation["level"]) => string {
  const words = useText().mechanism.levels;
  return (level) => words[level];
}

/** The kind of thing somebody answers for, in a word; an unknown kind is shown as the platform wrote it. */
export function useAssetKindWord(): (kind: string) => string {
  const words = useText().mechanism.assetKinds;
  return (kind) => (kind in words ? words[kind as AssetKind] : kind);
}

