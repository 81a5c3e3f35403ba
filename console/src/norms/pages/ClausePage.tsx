import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";

import { formatDate } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { EntityKind, type EntityTab } from "../../kinds/entity/EntityKind";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { useCan } from "../../session/session";
import { Violations } from "../parts/Violations";
import { RESULTS, routeWords, Severity, spoken } from "../parts/words";
import { type Clause, clauseQuery } from "../queries";

function About({ clause }: { clause: Clause }) {
  const text = useText();
  const words = text.norms.clause;
  const norm = <Link to={`/standards/norms/${clause.norm}`}>{clause.norm_title}</Link>;
  return (
    <Section title={words.about}>
      <Facts
        facts={[
          { label: words.asks, value: spoken(text, clause.zh, clause.en), wide: true },
          { label: words.mend, value: spoken(text, clause.mend_zh, clause.mend_en), wide: true },
          { label: words.source, value: clause.source, wide: true },
          { label: words.principle, value: spoken(text, clause.principle_zh, clause.principle_en), wide: true },
          { label: words.norm, value: norm },
          { label: words.route, value: routeWords(clause.route, text) },
          { label: words.force, value: clause.norm_version === null ? words.notInForce : words.inForce(clause.norm_version) },
          { label: words.effective, value: clause.effective_on === null ? text.common.none : formatDate(clause.effective_on) },
          { label: words.found, value: formatNumber(clause.violations) },
          { label: words.waived, value: formatNumber(clause.waived) },
        ]}
      />
    </Section>
  );
}

export default function ClausePage() {
  const { id = "" } = useParams();
  const text = useText();
  const words = text.norms.clause;
  const can = useCan();
  const clause = useQuery(clauseQuery(id));
  const found: EntityTab[] = can(RESULTS)
    ? [{ key: "violations", label: words.violations, content: () => <Violations clause={id} /> }]
    : [];
  return (
    <Ready query={clause}>
      {(shown) => (
        <EntityKind
          name={spoken(text, shown.zh, shown.en)}
          kind={words.kind}
          code={shown.id}
          mark={<Severity severity={shown.severity} />}
          crumbs={[
            { label: text.norms.documents.title, to: "/standards/norms" },
            { label: shown.norm_title, to: `/standards/norms/${shown.norm}` },
          ]}
          tabs={[{ key: "about", label: words.about, content: () => <About clause={shown} /> }, ...found]}
        />
      )}
    </Ready>
  );
}
