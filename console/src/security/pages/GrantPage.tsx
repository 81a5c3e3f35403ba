import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";

import { formatDate, formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { type Fact, Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { assetQuery } from "../../quality/queries";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { GrantStateChip } from "../parts/GrantState";
import { RevokeButton } from "../parts/RevokeButton";
import { type GrantDetail, grantQuery } from "../queries";

const MAY_REVOKE = "security.grant.revoke";
const APPLICATION = "sharing/application/";

function Source({ reference }: { reference: string }): ReactNode {
  const words = useText().security.grants;
  if (!reference.startsWith(APPLICATION)) return reference;
  return <Link to={`/sharing/applications/${reference.slice(APPLICATION.length)}`}>{words.application}</Link>;
}

function Columns({ grant }: { grant: GrantDetail }) {
  const text = useText();
  const words = text.security.grants;
  const { data: asset } = useQuery(assetQuery(grant.asset_code));
  const title = (name: string) => asset?.columns.find((column) => column.name === name)?.title ?? name;
  return (
    <PlainTable<string>
      label={words.columns}
      rows={grant.columns}
      rowKey={(name) => name}
      columns={[
        { key: "title", title: words.columns, show: title },
        { key: "name", title: text.format.code, show: (name) => <code>{name}</code> },
        {
          key: "mask",
          title: words.masks,
          show: (name) => {
            const mask = grant.masks[name];
            return mask === undefined ? words.noMasks : text.kinds.table.masks[mask];
          },
        },
      ]}
    />
  );
}

function Scope({ grant }: { grant: GrantDetail }) {
  const words = useText().security.grants;
  const facts: Fact[] = [
    { label: words.purpose, value: grant.purpose },
    { label: words.basis, value: grant.legal_basis },
    { label: words.term, value: words.termWords(formatDate(grant.valid_from), formatDate(grant.valid_to)) },
    { label: words.target, value: words.targets[grant.target_kind] },
    { label: words.granted, value: formatMoment(grant.granted_at) },
    { label: words.source, value: <Source reference={grant.source_ref} /> },
    { label: words.rows, value: grant.where_text, wide: true },
  ];
  if (grant.revoked_at !== null) {
    facts.push({ label: words.revoked, value: formatMoment(grant.revoked_at) });
    facts.push({ label: words.reason, value: grant.revoked_reason, wide: true });
  }
  return (
    <Stack>
      <Section title={words.tabScope}>
        <Facts facts={facts} />
      </Section>
      <Section title={words.columns}>
        <Columns grant={grant} />
      </Section>
    </Stack>
  );
}

export default function GrantPage() {
  const { id = "" } = useParams();
  const text = useText();
  const words = text.security.grants;
  const can = useCan();
  const place = useOrganisationName();
  const grant = useQuery(grantQuery(id));
  return (
    <Ready query={grant}>
      {(found) => (
        <EntityKind
          kind={words.kind}
          name={found.asset_title}
          code={found.asset_code}
          mark={<GrantStateChip grant={found} />}
          facts={[{ label: words.receiver, value: place(found.organisation_id) }]}
          crumbs={[{ label: words.title, to: "/security/grants" }]}
          {...(can(MAY_REVOKE) && found.state === "active" ? { actions: <RevokeButton grant={found} /> } : {})}
          tabs={[{ key: "scope", label: words.tabScope, content: () => <Scope grant={found} /> }]}
        />
      )}
    </Ready>
  );
}
