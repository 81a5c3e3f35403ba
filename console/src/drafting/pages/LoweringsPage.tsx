import { nodeCodePath } from "../../architecture/parts/paths";
import { LEDGER } from "../../architecture/queries";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import { Grade } from "../../kinds/chips/Grade";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { type Lowering, loweringRows, signLowering } from "../queries";

const TONES: Record<Lowering["state"], Tone> = {
  proposed: "warning",
  scheduled: "working",
  applied: "good",
  refused: "neutral",
  lapsed: "neutral",
};
const CHANGED = [["architecture", "lowerings"], LEDGER, ["work"]] as const;

function Decide({ lowering }: { lowering: Lowering }) {
  const words = useText().drafting.lowerings;
  if (lowering.state !== "proposed") return null;
  return (
    <>
      <ActionButton label={words.sign} run={(_, key) => signLowering(lowering.id, true, key)} done={words.signed} changes={CHANGED} ask={{ reason: "none" }} />
      <ActionButton label={words.refuse} run={(_, key) => signLowering(lowering.id, false, key)} done={words.refused} changes={CHANGED} ask={{ reason: "none" }} />
    </>
  );
}

/** Grades that are to be lowered, and the second signature under them. */
export default function LoweringsPage() {
  const words = useText().drafting.lowerings;
  const organisationName = useOrganisationName();
  const signs = useCan()("architecture.grade.confirm");
  const states = Object.entries(words.states).map(([value, label]) => ({ value, label }));
  return (
    <ListPage<Lowering>
      head={{ title: words.title, intro: words.intro }}
      id="ledger.lowerings"
      label={words.title}
      rows={loweringRows}
      rowKey={(lowering) => lowering.id}
      rowName={(lowering) => lowering.attribute_name}
      rowLink={(lowering) => nodeCodePath(lowering.attribute_code)}
      nameColumn={{ title: words.attribute }}
      defaultSort="-requested_at"
      filters={[{ key: "state", label: words.state, kind: "choice", options: states }]}
      columns={[
        {
          key: "change",
          title: words.change,
          show: (lowering) => (
            <>
              <Grade grade={lowering.before} /> → <Grade grade={lowering.after} />
            </>
          ),
        },
        { key: "reason", title: words.reason, show: (lowering) => lowering.reason },
        { key: "by", title: words.by, show: (lowering) => `${organisationName(lowering.organisation_id)} ${lowering.requested_name}` },
        { key: "at", title: words.at, sort: "requested_at", show: (lowering) => formatMoment(lowering.requested_at) },
        { key: "effective", title: words.effective, show: (lowering) => lowering.effective_on ?? words.atOnce },
        { key: "state", title: words.state, show: (lowering) => <Chip tone={TONES[lowering.state]}>{words.states[lowering.state]}</Chip> },
        ...(signs ? [{ key: "act", title: words.act, show: (lowering: Lowering) => <Decide lowering={lowering} /> }] : []),
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
