import { useText } from "../../i18n";
import { PlainTable } from "../../kinds/table/PlainTable";
import type { Owned } from "../queries";
import { PersonPicker } from "./PersonPicker";
import { useAssetKindWord } from "./words";

/** Who takes a thing instead of the successor: a person's id by kind and code. */
export type Takers = Record<string, string>;

export const takerKey = (owned: Pick<Owned, "asset_kind" | "asset_code">) => `${owned.asset_kind}/${owned.asset_code}`;

interface TakerChoiceProps {
  owned: readonly Owned[];
  value?: Takers;
  onChange?: (takers: Takers) => void;
}

/** Everything somebody owns, each for the successor or for somebody else. */
export function TakerChoice({ owned, value = {}, onChange }: TakerChoiceProps) {
  const words = useText().mechanism;
  const kindWord = useAssetKindWord();
  return (
    <PlainTable<Owned>
      label={words.departure.takers}
      rows={owned}
      rowKey={takerKey}
      columns={[
        { key: "asset", title: words.accountability.asset, show: (one) => one.asset_name },
        { key: "kind", title: words.accountability.kind, show: (one) => kindWord(one.asset_kind) },
        {
          key: "taker",
          title: words.departure.successor,
          show: (one) => (
            <PersonPicker
              label={`${words.departure.successor} ${one.asset_name}`}
              placeholder={words.departure.toSuccessor}
              value={value[takerKey(one)] ?? null}
              onChange={(id) => onChange?.({ ...value, [takerKey(one)]: id })}
            />
          ),
        },
      ]}
    />
  );
}
