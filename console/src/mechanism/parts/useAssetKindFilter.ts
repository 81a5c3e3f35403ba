import { useText } from "../../i18n";
import type { ListFilter } from "../../kinds/list/types";

/** A filter by the level of the architecture. */
export function useAssetKindFilter(): ListFilter {
  const { accountability, assetKinds } = useText().mechanism;
  const options = Object.entries(assetKinds).filter(([kind]) => kind !== "attribute");
  return { key: "kind", kind: "choice", label: accountability.kind, options: options.map(([value, label]) => ({ value, label })) };
}
