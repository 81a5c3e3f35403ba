import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { Facts } from "../../kinds/page/Facts";
import { useOrganisationName } from "../../session/organisations";
import type { ReformPlan } from "../queriesReforms";
import { ReformPreview } from "./ReformPreview";

/** A reform as it was put into a change: the plan without its kind, and the day. */
interface Held {
  kind: ReformPlan["kind"];
  plan: Record<string, unknown>;
  on: string | null;
}

/** What a reform would do, for whoever decides it; afterwards what it was. */
export function ReformContent({ payload, isPending }: { payload: unknown; isPending: boolean }) {
  const text = useText();
  const words = text.mechanism;
  const nameOf = useOrganisationName();
  const { kind, plan: told, on } = payload as Held;
  const plan = { kind, ...told } as ReformPlan;
  const named = (ids: readonly string[]) => ids.map(nameOf).filter(Boolean).join(text.common.listJoin) || text.common.none;
  const facts = [
    { label: words.reform.kind, value: words.reform.kinds[kind] },
    { label: words.reform.on, value: on === null ? text.common.none : formatDate(on) },
    ...(plan.kind === "merger"
      ? [
          { label: words.merge.predecessors, value: named(plan.predecessors), wide: true },
          { label: words.merge.successor, value: named([plan.successor]), wide: true },
        ]
      : []),
    ...(plan.kind === "split"
      ? [
          { label: words.split.takers, value: named(plan.parts.map((part) => part.taker)), wide: true },
          { label: words.split.rest, value: named([plan.rest]), wide: true },
        ]
      : []),
    { label: words.merge.basis, value: plan.basis, wide: true },
  ];
  // Afterwards the organisations that ended have no name among those that stand; the title still says who they were.
  return (
    <>
      <Facts facts={facts} />
      {isPending ? <ReformPreview plan={plan} chooseFirst="" /> : null}
    </>
  );
}
