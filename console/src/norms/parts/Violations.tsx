import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { ListPanel } from "../../kinds/list/ListPanel";
import type { ListFilter } from "../../kinds/list/types";
import { Facts } from "../../kinds/page/Facts";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { type Clause, clausesQuery, type Violation, violationRows } from "../queries";
import { clausePath, routeWords, Severity, spoken, WAIVE } from "./words";

const waivePath = (violation: Violation) =>
  `/standards/norms/waive?clause=${violation.clause_id}&subject=${encodeURIComponent(violation.subject)}&name=${encodeURIComponent(violation.name)}`;

/** What is wrong with one thing, and how to mend it. */
function Peek({ violation, clause }: { violation: Violation; clause: Clause | undefined }) {
  const text = useText();
  const words = text.norms.violation;
  const place = useOrganisationName();
  const can = useCan();
  return (
    <>
      <Facts
        facts={[
          { label: words.thing, value: <Link to={violation.link}>{violation.name}</Link>, wide: true },
          { label: words.asks, value: clause === undefined ? violation.clause_id : spoken(text, clause.zh, clause.en), wide: true },
          { label: words.mend, value: clause === undefined ? text.common.none : spoken(text, clause.mend_zh, clause.mend_en), wide: true },
          { label: words.who, value: violation.owner_name ?? (clause === undefined ? text.common.none : routeWords(clause.route, text)) },
          { label: words.organisation, value: place(violation.organisation_id) },
          { label: words.detail, value: violation.detail === "" ? text.common.none : violation.detail },
          { label: words.since, value: formatDate(violation.since) },
          ...(violation.waived_until === null ? [] : [{ label: words.waivedUntil, value: formatDate(violation.waived_until) }]),
        ]}
      />
      {can(WAIVE) && violation.waived_until === null ? (
        <Link to={waivePath(violation)}>
          <Button>{words.waive}</Button>
        </Link>
      ) : null}
    </>
  );
}

export interface ViolationsProps {
  organisation?: string;
  clause?: string;
}

/** What does not keep a clause, thing by thing. */
export function Violations({ organisation, clause }: ViolationsProps) {
  const text = useText();
  const words = text.norms.violation;
  const place = useOrganisationName();
  const clauses = useQuery(clausesQuery());
  const known = new Map((clauses.data?.items ?? []).map((each) => [each.id, each]));
  const severities: ListFilter = {
    key: "severity",
    kind: "choice",
    label: text.norms.clause.severity,
    options: (["must", "should", "advice"] as const).map((value) => ({ value, label: text.norms.severities[value] })),
  };
  const asks = (violation: Violation) => {
    const found = known.get(violation.clause_id);
    return <Link to={clausePath(violation.clause_id)}>{found === undefined ? violation.clause_id : spoken(text, found.zh, found.en)}</Link>;
  };
  return (
    <ListPanel<Violation>
      id="norms.violations"
      label={words.title}
      rows={violationRows({ ...(organisation === undefined ? {} : { organisation_id: organisation }), ...(clause === undefined ? {} : { clause }) })}
      rowKey={(violation) => `${violation.clause_id}/${violation.subject}`}
      rowName={(violation) => violation.name}
      rowLink={(violation) => violation.link}
      nameColumn={{ title: words.thing, sort: "name" }}
      defaultSort="clause"
      filters={clause === undefined ? [severities] : []}
      columns={[
        ...(clause === undefined
          ? [
              { key: "asks", title: words.asks, sort: "clause", show: asks },
              {
                key: "severity",
                title: text.norms.clause.severity,
                show: (violation: Violation) => {
                  const found = known.get(violation.clause_id);
                  return found === undefined ? text.common.none : <Severity severity={found.severity} />;
                },
              },
            ]
          : []),
        ...(organisation === undefined
          ? [{ key: "organisation", title: words.organisation, show: (violation: Violation) => place(violation.organisation_id) }]
          : []),
        { key: "owner", title: words.who, show: (violation) => violation.owner_name ?? text.common.none },
        { key: "detail", title: words.detail, show: (violation) => violation.detail || text.common.none },
        { key: "since", title: words.since, sort: "since", show: (violation) => formatDate(violation.since) },
        {
          key: "waived",
          title: words.waivedUntil,
          show: (violation) =>
            violation.waived_until === null ? text.common.none : <Chip tone="paused">{formatDate(violation.waived_until)}</Chip>,
        },
      ]}
      peek={(violation) => <Peek violation={violation} clause={known.get(violation.clause_id)} />}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
