import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { ListPage } from "../../kinds/list/ListPage";
import { Facts } from "../../kinds/page/Facts";
import { useOrganisationName } from "../../session/organisations";
import { LifeAction } from "../parts/Life";
import { type Norm, normRows, NORMS, publishNorm, submitNorm } from "../queries";

function NormPeek({ norm }: { norm: Norm }) {
  const text = useText();
  const words = text.policy.norms;
  const organisationName = useOrganisationName();
  return (
    <>
      <Facts
        facts={[
          { label: words.code, value: norm.code },
          { label: words.state, value: <StateChip state={norm.state} /> },
          { label: words.policy, value: norm.policy },
          { label: words.effective, value: formatDate(norm.effective_on) },
          { label: words.organisation, value: organisationName(norm.organisation_id) },
          { label: words.approvedOn, value: norm.approved_on === null ? text.common.none : formatDate(norm.approved_on) },
          { label: words.summary, value: norm.summary || text.common.none, wide: true },
        ]}
      />
      <LifeAction
        state={norm.state}
        submit={(key) => submitNorm(norm.code, key)}
        publish={(key) => publishNorm(norm.code, key)}
        changes={[NORMS]}
      />
    </>
  );
}

export default function NormsPage() {
  const words = useText().policy.norms;
  const organisationName = useOrganisationName();
  return (
    <ListPage<Norm>
      head={{ title: words.title, intro: words.intro }}
      id="policy.norms"
      label={words.title}
      rows={normRows}
      rowKey={(norm) => `${norm.code}/${norm.version}`}
      rowName={(norm) => norm.title}
      nameColumn={{ title: words.name, sort: "title" }}
      defaultSort="code"
      columns={[
        { key: "code", title: words.code, sort: "code", show: (norm) => norm.code },
        { key: "policy", title: words.policy, show: (norm) => norm.policy },
        { key: "state", title: words.state, show: (norm) => <StateChip state={norm.state} /> },
        { key: "effective", title: words.effective, sort: "effective_on", show: (norm) => formatDate(norm.effective_on) },
        { key: "organisation", title: words.organisation, show: (norm) => organisationName(norm.organisation_id) },
        { key: "version", title: words.version, figures: true, show: (norm) => norm.version },
      ]}
      peek={(norm) => <NormPeek norm={norm} />}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
