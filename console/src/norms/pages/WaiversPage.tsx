import { Link } from "react-router";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import { ListPage } from "../../kinds/list/ListPage";
import { Facts } from "../../kinds/page/Facts";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { clausePath, WAIVE } from "../parts/words";
import { endWaiver, NORMS, type Waiver, waiverRows } from "../queries";

function Peek({ waiver }: { waiver: Waiver }) {
  const words = useText().norms.waivers;
  const can = useCan();
  return (
    <>
      <Facts
        facts={[
          { label: words.thing, value: waiver.name },
          { label: words.clause, value: <Link to={clausePath(waiver.clause_id)}>{waiver.clause_id}</Link> },
          { label: words.reason, value: waiver.reason, wide: true },
          { label: words.approvedOn, value: formatDate(waiver.approved_at) },
          { label: words.until, value: formatDate(waiver.expires_on) },
        ]}
      />
      {can(WAIVE) && waiver.is_in_force ? (
        <ActionButton label={words.end} tone="danger" run={(_, key) => endWaiver(waiver.id, key)} done={words.endedWords} changes={[NORMS]} />
      ) : null}
    </>
  );
}

export default function WaiversPage() {
  const text = useText();
  const words = text.norms.waivers;
  const place = useOrganisationName();
  return (
    <ListPage<Waiver>
      head={{ title: words.title, intro: words.intro }}
      id="norms.waivers"
      label={words.title}
      rows={waiverRows}
      rowKey={(waiver) => waiver.id}
      rowName={(waiver) => waiver.name}
      nameColumn={{ title: words.thing, sort: "name" }}
      defaultSort="-expires_on"
      columns={[
        { key: "clause", title: words.clause, sort: "clause", show: (waiver) => <Link to={clausePath(waiver.clause_id)}>{waiver.clause_id}</Link> },
        { key: "organisation", title: words.organisation, show: (waiver) => place(waiver.organisation_id) },
        { key: "reason", title: words.reason, show: (waiver) => waiver.reason },
        { key: "until", title: words.until, sort: "expires_on", show: (waiver) => formatDate(waiver.expires_on) },
        {
          key: "force",
          title: words.force,
          show: (waiver) => <Chip tone={waiver.is_in_force ? "good" : "neutral"}>{waiver.is_in_force ? words.inForce : words.over}</Chip>,
        },
      ]}
      peek={(waiver) => <Peek waiver={waiver} />}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
