import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { formatDate } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { ListPanel } from "../../kinds/list/ListPanel";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { LifeAction, useLifeStep } from "../parts/Life";
import { standardWords } from "../parts/words";
import { CODE_TABLES, type CodeLine, codesOf, type CodeTable, codeTableQuery, publishCodeTable, submitCodeTable } from "../queries";

function Codes({ table }: { table: CodeTable }) {
  const text = useText();
  const words = text.policy.tables;
  const none = text.common.none;
  const day = (value: string | null | undefined) => (value ? formatDate(value) : none);
  const join = (values: readonly string[] = []) => (values.length === 0 ? none : values.join(text.common.listJoin));
  return (
    <ListPanel<CodeLine>
      id="policy.codes"
      label={words.codes}
      rows={codesOf(table.name)}
      rowKey={(line) => `${line.code}/${line.valid_from ?? ""}`}
      rowName={(line) => line.name}
      nameColumn={{ title: words.meaning, sort: "name" }}
      defaultSort="position"
      filters={[{ key: "as_of", kind: "day", label: words.asOf }]}
      columns={[
        { key: "code", title: words.value, sort: "code", show: (line) => <code>{line.code}</code> },
        { key: "parent", title: words.parent, show: (line) => line.parent ?? none },
        { key: "from", title: words.validFrom, show: (line) => day(line.valid_from) },
        {
          key: "to",
          title: words.validTo,
          show: (line) => (line.valid_to ? <Chip tone="paused">{formatDate(line.valid_to)}</Chip> : none),
        },
        { key: "successors", title: words.successors, show: (line) => join(line.successors) },
        { key: "aliases", title: words.aliases, show: (line) => join(line.aliases) },
        { key: "local", title: words.official, hidden: true, show: (line) => (line.is_local ? words.local : none) },
      ]}
      empty={{ title: words.noCodes, hint: words.noCodesHint }}
    />
  );
}

function About({ table }: { table: CodeTable }) {
  const text = useText();
  const words = text.policy.tables;
  const organisationName = useOrganisationName();
  const none = text.common.none;
  return (
    <Stack>
      <Section title={words.about}>
        <Facts
          facts={[
            { label: words.standard, value: standardWords(table.standard, text) },
            { label: words.official, value: table.is_official ? words.isOfficial : words.isLocal },
            { label: words.version, value: table.version },
            { label: words.rows, value: formatNumber(table.row_count) },
            { label: words.organisation, value: organisationName(table.organisation_id) },
            { label: words.approvedOn, value: table.approved_on === null ? none : formatDate(table.approved_on) },
            { label: words.source, value: table.source || none, wide: true },
          ]}
        />
      </Section>
    </Stack>
  );
}

function Page({ table }: { table: CodeTable }) {
  const text = useText();
  const words = text.policy.tables;
  const next = useLifeStep(table.state);
  return (
    <EntityKind
      name={table.title}
      kind={words.kind}
      code={table.name}
      state={table.state}
      crumbs={[{ label: words.title, to: "/standards/code-tables" }]}
      next={next}
      actions={
        <LifeAction
          state={table.state}
          submit={(key) => submitCodeTable(table.name, key)}
          publish={(key) => publishCodeTable(table.name, key)}
          changes={[CODE_TABLES]}
        />
      }
      tabs={[
        { key: "codes", label: words.codes, count: table.row_count, content: () => <Codes table={table} /> },
        { key: "about", label: words.about, content: () => <About table={table} /> },
      ]}
    />
  );
}

export default function CodeTablePage() {
  const { name = "" } = useParams();
  const words = useText().policy.tables;
  const table = useQuery(codeTableQuery(name));
  return (
    <Ready query={table}>
      {(found) => (found === null ? <Empty title={name} hint={words.missing} /> : <Page table={found} />)}
    </Ready>
  );
}
