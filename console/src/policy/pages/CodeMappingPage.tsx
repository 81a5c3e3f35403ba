import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { formatDate } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { ListPanel } from "../../kinds/list/ListPanel";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { CodeTableName, codeTablePath } from "../parts/CodeTableName";
import { LifeAction, useLifeStep } from "../parts/Life";
import { type CodeMapping, type CodePair, mappingQuery, MAPPINGS, pairRows, publishMapping, submitMapping } from "../queriesCodes";

function Pairs({ mapping }: { mapping: CodeMapping }) {
  const text = useText();
  const words = text.codes.mapping;
  const none = text.common.none;
  const day = (value: string | null | undefined) => (value ? formatDate(value) : none);
  const condition = ({ when_field, when_values }: CodePair) =>
    when_field ? words.when(when_field, (when_values ?? []).join(text.common.listJoin)) : none;
  return (
    <ListPanel<CodePair>
      id="policy.pairs"
      label={words.pairs}
      rows={pairRows(mapping.name)}
      rowKey={(pair) => `${pair.from_code}/${pair.to_code ?? ""}/${pair.valid_from ?? ""}/${(pair.when_values ?? []).join()}`}
      rowName={(pair) => pair.from_code}
      nameColumn={{ title: words.fromCode, sort: "from_code" }}
      defaultSort="position"
      filters={[{ key: "as_of", kind: "day", label: words.asOf }]}
      columns={[
        { key: "to", title: words.toCode, sort: "to_code", show: (pair) => pair.to_code ?? words.none },
        { key: "when", title: words.condition, show: condition },
        { key: "from", title: text.policy.tables.validFrom, show: (pair) => day(pair.valid_from) },
        { key: "until", title: text.policy.tables.validTo, show: (pair) => day(pair.valid_to) },
        { key: "note", title: words.note, show: (pair) => pair.note || none },
      ]}
      empty={{ title: words.noPairs, hint: words.noPairsHint }}
    />
  );
}

function About({ mapping }: { mapping: CodeMapping }) {
  const text = useText();
  const words = text.codes.mapping;
  const organisationName = useOrganisationName();
  return (
    <Stack>
      <Section title={words.about}>
        <Facts
          facts={[
            { label: words.from, value: <CodeTableName name={mapping.from_table} /> },
            { label: words.to, value: <CodeTableName name={mapping.to_table} /> },
            { label: words.version, value: mapping.version },
            { label: words.rows, value: formatNumber(mapping.row_count) },
            { label: words.organisation, value: organisationName(mapping.organisation_id) },
            { label: words.source, value: mapping.source || text.common.none, wide: true },
          ]}
        />
      </Section>
    </Stack>
  );
}

function Page({ mapping }: { mapping: CodeMapping }) {
  const text = useText();
  const words = text.codes.mapping;
  const next = useLifeStep(mapping.state);
  return (
    <EntityKind
      name={mapping.title}
      kind={words.kind}
      code={mapping.name}
      state={mapping.state}
      crumbs={[
        { label: text.policy.tables.title, to: "/standards/code-tables" },
        { label: mapping.from_table, to: codeTablePath(mapping.from_table) },
      ]}
      next={next}
      actions={
        <LifeAction
          state={mapping.state}
          submit={(key) => submitMapping(mapping.name, key)}
          publish={(key) => publishMapping(mapping.name, key)}
          changes={[MAPPINGS]}
        />
      }
      tabs={[
        { key: "pairs", label: words.pairs, count: mapping.row_count, content: () => <Pairs mapping={mapping} /> },
        { key: "about", label: words.about, content: () => <About mapping={mapping} /> },
      ]}
    />
  );
}

export default function CodeMappingPage() {
  const { name = "" } = useParams();
  const mapping = useQuery(mappingQuery(name));
  return <Ready query={mapping}>{(found) => <Page mapping={found} />}</Ready>;
}
