import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useParams, useSearchParams } from "react-router";

import { formatDate } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { EntityKind, type EntityTab } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { useCan, useSession } from "../../session/session";
import { CodesTab } from "../parts/CodesTab";
import { CodeTableName } from "../parts/CodeTableName";
import { DifferenceTab } from "../parts/DifferenceTab";
import { LifeAction, useLifeStep } from "../parts/Life";
import { MappingsTab } from "../parts/MappingsTab";
import { RevisionsTab } from "../parts/RevisionsTab";
import { SupplementsTab } from "../parts/SupplementsTab";
import { UpgradeTab } from "../parts/UpgradeTab";
import { standardWords } from "../parts/words";
import { CODE_TABLES, type CodeTable, publishCodeTable, submitCodeTable } from "../queries";
import { codeTableQuery, dropCodeTable, PROPOSALS, propose, sendBackCodeTable, versionsQuery } from "../queriesCodes";

function About({ table }: { table: CodeTable }) {
  const text = useText();
  const words = text.policy.tables;
  const organisationName = useOrganisationName();
  const none = text.common.none;
  const base = table.extends === null ? [] : [{ label: text.codes.table.supplementOf, value: <CodeTableName name={table.extends} /> }];
  return (
    <Stack>
      <Section title={words.about}>
        <Facts
          facts={[
            ...base,
            { label: words.standard, value: standardWords(table.standard, text) },
            { label: text.codes.library, value: text.codes.libraries[table.library] },
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

/** Which version is looked at; the published one unless another is chosen. */
function VersionChoice({ table }: { table: CodeTable }) {
  const text = useText();
  const [, setParameters] = useSearchParams();
  const versions = useQuery(versionsQuery(table.name)).data ?? [table];
  if (versions.length < 2) return null;
  return (
    <Select
      aria-label={text.codes.table.versions}
      value={table.version}
      options={versions.map((one) => ({ value: one.version, label: `${one.version} ${text.states.chip[one.state]}` }))}
      onChange={(version: string) => setParameters({ version })}
    />
  );
}

function Actions({ table }: { table: CodeTable }) {
  const text = useText();
  const words = text.codes.table;
  const can = useCan();
  const edits = can("policy.standard.edit");
  return (
    <>
      <VersionChoice table={table} />
      <LifeAction
        state={table.state}
        submit={(key) => submitCodeTable(table.name, key)}
        publish={(key) => publishCodeTable(table.name, key)}
        changes={[CODE_TABLES]}
      />
      {table.state === "in_review" && can("policy.standard.publish") ? (
        <ActionButton
          label={words.sendBack}
          run={({ reason }, key) => sendBackCodeTable(table.name, reason, key)}
          done={words.sentBack}
          changes={[CODE_TABLES]}
          ask={{ reason: "required" }}
        />
      ) : null}
      {table.state === "draft" && edits ? (
        <ActionButton
          label={words.drop}
          tone="danger"
          run={(_, key) => dropCodeTable(table.name, key)}
          done={words.dropped}
          changes={[CODE_TABLES]}
          ask={{ reason: "none" }}
        />
      ) : null}
      {table.state === "published" && table.extends !== null && edits ? (
        <ActionButton
          label={words.propose}
          run={({ reason }, key) => propose("codes", table.name, reason, key)}
          done={words.proposed}
          changes={[CODE_TABLES, PROPOSALS]}
          ask={{ reason: "required", content: <p>{words.proposeHint}</p> }}
        />
      ) : null}
    </>
  );
}

function useTabs(table: CodeTable): EntityTab[] {
  const text = useText();
  const words = text.codes.table;
  const can = useCan();
  const { organisation_id: own, roles } = useSession();
  const tabs: EntityTab[] = [
    { key: "codes", label: text.policy.tables.codes, count: table.row_count, content: () => <CodesTab table={table} /> },
    { key: "revisions", label: words.revisions, content: () => <RevisionsTab table={table} /> },
    { key: "difference", label: words.difference, content: () => <DifferenceTab table={table} /> },
    { key: "mappings", label: words.mappings, content: () => <MappingsTab table={table} /> },
  ];
  if (table.extends === null) {
    tabs.push({ key: "supplements", label: words.supplements, content: () => <SupplementsTab table={table} /> });
  }
  // One assesses what is one's own; the bureau, anything.
  if (can("policy.standard.edit") && (own === table.organisation_id || roles.includes("data_bureau"))) {
    tabs.push({ key: "upgrade", label: words.upgrade, content: () => <UpgradeTab table={table} /> });
  }
  tabs.push({ key: "about", label: text.policy.tables.about, content: () => <About table={table} /> });
  return tabs;
}

function Page({ table }: { table: CodeTable }) {
  const words = useText().policy.tables;
  const next = useLifeStep(table.state);
  const tabs = useTabs(table);
  return (
    <EntityKind
      name={table.title}
      subject={`policy/code_table/${table.name}`}
      kind={words.kind}
      code={table.name}
      state={table.state}
      crumbs={[{ label: words.title, to: "/standards/code-tables" }]}
      next={next}
      actions={<Actions table={table} />}
      tabs={tabs}
      keeps={["version"]}
    />
  );
}

export default function CodeTablePage() {
  const { name = "" } = useParams();
  const [parameters] = useSearchParams();
  const table = useQuery(codeTableQuery(name, parameters.get("version")));
  return <Ready query={table}>{(found) => <Page table={found} />}</Ready>;
}
