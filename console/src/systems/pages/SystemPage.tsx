import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Link, useParams } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { Databases } from "../parts/Databases";
import { IdleBanner } from "../parts/IdleBanner";
import { SystemState } from "../parts/SystemState";
import { Tables } from "../parts/Tables";
import { type SystemPageData, systemPageQuery } from "../queries";

function Overview({ page }: { page: SystemPageData }) {
  const text = useText();
  const words = text.systems;
  const zones: Record<string, string> = words.zones;
  const organisationName = useOrganisationName();
  const { system, counts } = page;
  const contact = [system.vendor_contact, system.vendor_phone, system.vendor_email].filter(Boolean).join(" ");
  const said = (value: string) => value || text.common.none;
  const figures = [
    { label: words.tables, value: formatNumber(counts.tables) },
    { label: words.claimed, value: formatNumber(counts.claimed) },
    { label: words.registered, value: formatNumber(counts.registered) },
    { label: words.excluded, value: formatNumber(counts.excluded) },
    { label: words.unsurveyed, value: formatNumber(counts.unsurveyed) },
    { label: words.toCatalogue, value: formatNumber(counts.to_catalogue) },
  ];
  return (
    <Stack>
      <Section title={words.overview}>
        <Facts
          facts={[
            { label: words.organisation, value: organisationName(system.organisation_id) },
            { label: words.responsible, value: said(page.responsible_name) },
            { label: words.vendor, value: said(system.vendor) },
            { label: words.vendorContact, value: said(contact) },
            { label: words.zone, value: zones[system.network_zone] ?? said(system.network_zone) },
            { label: words.database, value: said(system.database_kind) },
            { label: words.legalNumber, value: said(system.legal_number) },
            { label: words.lastUsed, value: said(system.last_used_on ?? "") },
            { label: words.description, value: said(system.description), wide: true },
          ]}
        />
      </Section>
      <Section title={words.surveyed}>
        <Facts facts={figures} />
      </Section>
      <Section
        title={words.databases}
        aside={page.may_edit ? <Link to={`/sources/new?system=${encodeURIComponent(system.code)}`}>{words.addDatabase}</Link> : null}
      >
        <Databases page={page} />
      </Section>
    </Stack>
  );
}

function Page({ page }: { page: SystemPageData }) {
  const words = useText().systems;
  const can = useCan();
  const { system } = page;
  const tables = { key: "tables", label: words.tablesTab, count: page.counts.tables, content: () => <Tables page={page} /> };
  return (
    <EntityKind
      name={system.name}
      kind={words.kind}
      code={system.code}
      mark={<SystemState state={system.state} isIdle={page.idle.length > 0} />}
      crumbs={[{ label: words.title, to: "/systems" }]}
      banners={<IdleBanner page={page} />}
      actions={
        page.may_edit ? (
          <Link to={`/systems/${encodeURIComponent(system.code)}/edit`}>
            <Button>{words.edit}</Button>
          </Link>
        ) : undefined
      }
      tabs={[
        { key: "overview", label: words.overview, content: () => <Overview page={page} /> },
        ...(can("architecture.physical.read") ? [tables] : []),
      ]}
    />
  );
}

export default function SystemPage() {
  const { code = "" } = useParams();
  const page = useQuery(systemPageQuery(code));
  return <Ready query={page}>{(found) => <Page page={found} />}</Ready>;
}
