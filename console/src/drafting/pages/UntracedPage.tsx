import { nodeCodePath } from "../../architecture/parts/paths";
import { useLevelKind } from "../../architecture/parts/words";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationFilter } from "../../mechanism/parts/useOrganisationFilter";
import { useOrganisationName } from "../../session/organisations";
import { type Untraced, untracedRows } from "../queries";

/** What is traced to no duty, outputs that no object holds, objects that several offices create. */
export default function UntracedPage() {
  const text = useText();
  const words = text.drafting.untraced;
  const levelKind = useLevelKind();
  const organisationName = useOrganisationName();
  const kinds = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
  return (
    <ListPage<Untraced>
      head={{ title: words.title, intro: words.intro }}
      id="ledger.untraced"
      label={words.title}
      rows={untracedRows}
      rowKey={(one) => `${one.kind}/${one.code}`}
      rowName={(one) => one.name}
      rowLink={(one) => (one.level === null ? `/duties?q=${encodeURIComponent(one.name)}` : nodeCodePath(one.code))}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      filters={[{ key: "kind", label: words.kind, kind: "choice", options: kinds }, useOrganisationFilter(words.organisations)]}
      columns={[
        { key: "code", title: words.code, sort: "code", show: (one) => <code>{one.code}</code> },
        { key: "level", title: words.level, show: (one) => (one.level === null ? words.step : levelKind(one.level)) },
        { key: "kind", title: words.kind, show: (one) => words.kinds[one.kind] },
        {
          key: "organisations",
          title: words.organisations,
          show: (one) => one.organisations.map(organisationName).join(text.common.listJoin),
        },
        { key: "outputs", title: words.outputs, show: (one) => one.outputs.join(text.common.listJoin) || text.common.none },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
