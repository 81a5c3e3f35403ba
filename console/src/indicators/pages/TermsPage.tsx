import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { type Term, termRows } from "../queries";

const KINDS = ["time", "limit", "dimension"] as const;

export default function TermsPage() {
  const words = useText().indicators;
  const place = useOrganisationName();
  return (
    <ListPage<Term>
      head={{ title: words.terms.title, intro: words.terms.intro, crumbs: [{ label: words.title, to: "/indicators" }] }}
      id="indicators.terms"
      label={words.terms.title}
      rows={termRows}
      rowKey={(term) => term.code}
      rowName={(term) => term.name}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      filters={[{ key: "kind", kind: "choice", label: words.kind, options: KINDS.map((kind) => ({ value: kind, label: words.termKinds[kind] })) }]}
      columns={[
        { key: "code", title: words.code, sort: "code", show: (term) => term.code },
        { key: "kind", title: words.kind, sort: "kind", show: (term) => words.termKinds[term.kind] },
        { key: "organisation", title: words.organisation, show: (term) => place(term.organisation_id) },
        { key: "used", title: words.terms.used, figures: true, show: (term) => formatNumber(term.used_by) },
      ]}
      empty={{ title: words.terms.empty, hint: words.terms.emptyHint }}
    />
  );
}
