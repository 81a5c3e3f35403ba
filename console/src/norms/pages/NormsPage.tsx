import { formatDate } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { type Norm, normRows } from "../queries";

export default function NormsPage() {
  const words = useText().norms.documents;
  const organisationName = useOrganisationName();
  return (
    <ListPage<Norm>
      head={{ title: words.title, intro: words.intro }}
      id="norms.documents"
      label={words.title}
      rows={normRows}
      rowKey={(norm) => `${norm.code}/${norm.version}`}
      rowName={(norm) => norm.title}
      rowLink={(norm) => `/standards/norms/${norm.code}`}
      nameColumn={{ title: words.name, sort: "title" }}
      defaultSort="code"
      columns={[
        { key: "code", title: words.code, sort: "code", show: (norm) => norm.code },
        { key: "policy", title: words.policy, show: (norm) => norm.policy },
        { key: "state", title: words.state, show: (norm) => <StateChip state={norm.state} /> },
        { key: "effective", title: words.effective, sort: "effective_on", show: (norm) => formatDate(norm.effective_on) },
        { key: "clauses", title: words.clauses, figures: true, show: (norm) => formatNumber(norm.clauses.length) },
        { key: "organisation", title: words.organisation, show: (norm) => organisationName(norm.organisation_id) },
        { key: "version", title: words.version, figures: true, show: (norm) => norm.version },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
