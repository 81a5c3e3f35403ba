import { Link } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { PlainTable } from "../../kinds/table/PlainTable";
import type { Clause } from "../queries";
import { clausePath, Severity, spoken } from "./words";

/** The clauses of a norm with what the newest check found of each. */
export function Clauses({ clauses, label }: { clauses: readonly Clause[]; label: string }) {
  const text = useText();
  const words = text.norms.clause;
  return (
    <PlainTable<Clause>
      label={label}
      rows={clauses}
      rowKey={(clause) => clause.id}
      columns={[
        { key: "clause", title: words.asks, show: (clause) => <Link to={clausePath(clause.id)}>{spoken(text, clause.zh, clause.en)}</Link> },
        { key: "id", title: words.id, show: (clause) => clause.id },
        { key: "severity", title: words.severity, show: (clause) => <Severity severity={clause.severity} /> },
        { key: "force", title: words.force, show: (clause) => (clause.norm_version === null ? words.notInForce : words.inForce(clause.norm_version)) },
        { key: "found", title: words.found, figures: true, definition: words.foundDefinition, show: (clause) => formatNumber(clause.violations) },
        { key: "waived", title: words.waived, figures: true, show: (clause) => formatNumber(clause.waived) },
      ]}
    />
  );
}
