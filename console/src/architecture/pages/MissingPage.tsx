import { useMemo } from "react";
import { useParams } from "react-router";

import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationFilter } from "../../mechanism/parts/useOrganisationFilter";
import { useOrganisationName } from "../../session/organisations";
import { hitPath } from "../parts/paths";
import { useKindWord } from "../parts/words";
import { type ElementKey, missingRows, type MissingThing } from "../queries";

/** The things that lack one element, each a link to where it is completed. */
export default function MissingPage() {
  const { element = "owner" } = useParams();
  const words = useText().architecture.completeness;
  const kindWord = useKindWord();
  const organisationName = useOrganisationName();
  const key = (element in words.elements ? element : "owner") as ElementKey;
  const rows = useMemo(() => missingRows(key), [key]);
  const title = words.missingTitle(words.elements[key]);
  return (
    <ListPage<MissingThing>
      head={{ title, intro: words.missingIntro, crumbs: [{ label: words.title, to: "/ledger/completeness" }] }}
      id={`architecture.missing.${key}`}
      label={title}
      rows={rows}
      rowKey={(thing) => thing.code}
      rowName={(thing) => thing.name}
      rowLink={(thing) => hitPath(thing.kind, thing.code, thing.name)}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      filters={[useOrganisationFilter(words.organisation)]}
      columns={[
        { key: "kind", title: words.kind, show: (thing) => kindWord(thing.kind) },
        { key: "organisation", title: words.organisation, show: (thing) => organisationName(thing.organisation_id) },
        { key: "code", title: words.code, sort: "code", show: (thing) => <code>{thing.code}</code> },
      ]}
      empty={{ title: words.none, hint: words.noneHint }}
    />
  );
}
