import { Link } from "react-router";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import { ListPage } from "../../kinds/list/ListPage";
import { Facts } from "../../kinds/page/Facts";
import { useOrganisationName } from "../../session/organisations";
import { codeTablePath } from "../parts/CodeTableName";
import { type Proposal, proposalRows } from "../queriesCodes";

const TONES: Record<Proposal["state"], Tone> = { pending: "working", approved: "good", rejected: "bad", withdrawn: "paused" };

function subjectPath({ kind, subject }: Proposal): string {
  return kind === "codes" ? codeTablePath(subject) : `/standards/data-elements/${encodeURIComponent(subject)}`;
}

function Peek({ proposal }: { proposal: Proposal }) {
  const text = useText();
  const words = text.codes.proposals;
  const organisationName = useOrganisationName();
  const none = text.common.none;
  return (
    <>
      <Facts
        facts={[
          { label: words.kind, value: <Link to={subjectPath(proposal)}>{words.kinds[proposal.kind]}</Link> },
          { label: words.state, value: <Chip tone={TONES[proposal.state]}>{words.states[proposal.state]}</Chip> },
          { label: words.from, value: organisationName(proposal.organisation_id) },
          { label: words.to, value: organisationName(proposal.to_realm) },
          { label: words.who, value: proposal.requested_name },
          { label: words.when, value: formatMoment(proposal.created_at) },
          { label: words.decidedAt, value: proposal.decided_at === null ? none : formatMoment(proposal.decided_at) },
          { label: words.codes, value: proposal.codes.join(text.common.listJoin) || none, wide: true },
          { label: words.reason, value: proposal.reason, wide: true },
          { label: words.ground, value: proposal.ground || none, wide: true },
        ]}
      />
      {proposal.state === "pending" ? <Link to={`/work/changes/${proposal.change_id}`}>{words.open}</Link> : null}
    </>
  );
}

/** What was proposed to the government above, and what came to this one from below. */
export default function ProposalsPage() {
  const text = useText();
  const words = text.codes.proposals;
  const organisationName = useOrganisationName();
  return (
    <ListPage<Proposal>
      head={{ title: words.title, intro: words.intro }}
      id="policy.proposals"
      label={words.title}
      rows={proposalRows}
      rowKey={(proposal) => proposal.id}
      rowName={(proposal) => proposal.title}
      nameColumn={{ title: words.name, sort: "title" }}
      defaultSort="-created_at"
      peek={(proposal) => <Peek proposal={proposal} />}
      columns={[
        { key: "kind", title: words.kind, sort: "kind", show: (proposal) => words.kinds[proposal.kind] },
        {
          key: "state",
          title: words.state,
          show: (proposal) => <Chip tone={TONES[proposal.state]}>{words.states[proposal.state]}</Chip>,
        },
        { key: "from", title: words.from, show: (proposal) => organisationName(proposal.organisation_id) },
        { key: "to", title: words.to, show: (proposal) => organisationName(proposal.to_realm) },
        { key: "when", title: words.when, sort: "created_at", show: (proposal) => formatMoment(proposal.created_at) },
        { key: "ground", title: words.ground, hidden: true, show: (proposal) => proposal.ground || text.common.none },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
