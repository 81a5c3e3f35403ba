import type { AnswerOf } from "../../api/types";
import { useText } from "../../i18n";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useAssetKindWord } from "./words";

type Held = AnswerOf<"/api/v1/mechanism/people/{person_id}">["held"];

/** What somebody answers for, and has to hand over before they leave. */
export function HeldTable({ held }: { held: Held }) {
  const words = useText().mechanism;
  const assetKind = useAssetKindWord();
  const others: Record<string, string> = words.departure.heldKinds;
  return (
    <PlainTable
      label={words.person.held}
      rows={held}
      rowKey={(one) => `${one.kind}/${one.code}`}
      columns={[
        { key: "name", title: words.person.what, show: (one) => one.name },
        { key: "kind", title: words.person.kindOf, show: (one) => others[one.kind] ?? assetKind(one.kind) },
      ]}
    />
  );
}
