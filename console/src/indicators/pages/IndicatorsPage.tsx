import { useText } from "../../i18n";
import { Grade } from "../../kinds/chips/Grade";
import { StateChip } from "../../kinds/chips/StateChip";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { indicatorPath } from "../parts/words";
import { type Indicator, indicatorRows } from "../queries";

const KINDS = ["business", "atomic", "derived", "composite"] as const;

export default function IndicatorsPage() {
  const text = useText();
  const words = text.indicators;
  const place = useOrganisationName();
  return (
    <ListPage<Indicator>
      head={{ title: words.title, intro: words.intro }}
      id="indicators.list"
      label={words.title}
      rows={indicatorRows}
      rowKey={(indicator) => indicator.code}
      rowName={(indicator) => indicator.name}
      rowLink={(indicator) => indicatorPath(indicator.code)}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      filters={[{ key: "kind", kind: "choice", label: words.kind, options: KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] })) }]}
      columns={[
        { key: "code", title: words.code, sort: "code", show: (indicator) => indicator.code },
        { key: "kind", title: words.kind, sort: "kind", show: (indicator) => words.kinds[indicator.kind] },
        { key: "unit", title: words.unit, show: (indicator) => indicator.unit || text.common.none },
        { key: "state", title: words.state, sort: "state", show: (indicator) => <StateChip state={indicator.state} /> },
        { key: "organisation", title: words.organisation, show: (indicator) => place(indicator.organisation_id) },
        { key: "grade", title: text.format.grade.label, show: (indicator) => <Grade grade={indicator.grade} /> },
        { key: "version", title: words.version, figures: true, hidden: true, show: (indicator) => indicator.version },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
