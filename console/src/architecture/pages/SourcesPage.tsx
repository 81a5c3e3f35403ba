import { useText } from "../../i18n";
import { ConnectionTest } from "../../ingestion/parts/ConnectionTest";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { SystemName } from "../parts/SystemName";
import { type Source, sourceRows } from "../queries";

const MAY_TEST = "ingestion.run.start";

/** Where data are read from: the sources of one's organisation. */
export default function SourcesPage() {
  const words = useText().architecture.sources;
  const connectors: Record<string, string> = words.connectors;
  const can = useCan();
  const organisationName = useOrganisationName();
  return (
    <ListPage<Source>
      head={{ title: words.title, intro: words.intro }}
      id="architecture.sources"
      label={words.title}
      rows={sourceRows}
      rowKey={(source) => source.code}
      rowName={(source) => source.name}
      rowLink={(source) => `/sources/${encodeURIComponent(source.code)}`}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      columns={[
        { key: "code", title: words.code, sort: "code", show: (source) => <code>{source.code}</code> },
        { key: "connector", title: words.connector, show: (source) => connectors[source.connector] ?? source.connector },
        { key: "system", title: words.system, show: (source) => <SystemName code={source.system_code} /> },
        { key: "organisation", title: words.organisation, show: (source) => organisationName(source.organisation_id) },
        ...(can(MAY_TEST) ? [{ key: "test", title: words.test, show: (source: Source) => <ConnectionTest code={source.code} /> }] : []),
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
