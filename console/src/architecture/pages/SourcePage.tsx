import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { useText } from "../../i18n";
import { ConnectionTest } from "../../ingestion/parts/ConnectionTest";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useOrganisationName } from "../../session/organisations";
import styles from "../parts/architecture.module.css";
import { SystemName } from "../parts/SystemName";
import { type Source, sourceQuery } from "../queries";

function Settings({ source }: { source: Source }) {
  const words = useText().architecture.sources;
  const settings = Object.entries(source.settings);
  if (settings.length === 0) return <p className={styles["note"]}>{words.noSettings}</p>;
  return (
    <PlainTable
      label={words.settings}
      rows={settings}
      rowKey={([name]) => name}
      columns={[
        { key: "name", title: words.parameter, show: ([name]) => <code>{name}</code> },
        { key: "value", title: words.value, show: ([, value]) => <code>{typeof value === "string" ? value : JSON.stringify(value)}</code> },
      ]}
    />
  );
}

function Page({ source }: { source: Source }) {
  const text = useText();
  const words = text.architecture.sources;
  const connectors: Record<string, string> = words.connectors;
  const organisationName = useOrganisationName();
  const overview = () => (
    <Stack>
      <Section title={text.kinds.entity.tabs.overview}>
        <Facts
          facts={[
            { label: words.connector, value: connectors[source.connector] ?? source.connector },
            { label: words.system, value: <SystemName code={source.system_code} /> },
            { label: words.organisation, value: organisationName(source.organisation_id) },
          ]}
        />
      </Section>
      <Section title={words.settings}>
        <Settings source={source} />
      </Section>
    </Stack>
  );
  return (
    <EntityKind
      name={source.name}
      subject={`architecture/source/${source.code}`}
      kind={words.kind}
      code={source.code}
      crumbs={[{ label: words.title, to: "/sources" }]}
      actions={<ConnectionTest code={source.code} />}
      tabs={[{ key: "overview", label: text.kinds.entity.tabs.overview, content: overview }]}
    />
  );
}

export default function SourcePage() {
  const { code = "" } = useParams();
  const source = useQuery(sourceQuery(code));
  return <Ready query={source}>{(found) => <Page source={found} />}</Ready>;
}
