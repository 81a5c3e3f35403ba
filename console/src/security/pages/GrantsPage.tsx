import { formatDate, formatMoment } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { GrantStateChip } from "../parts/GrantState";
import { type Grant, grantRows } from "../queries";

export default function GrantsPage() {
  const text = useText();
  const words = text.security.grants;
  const place = useOrganisationName();
  return (
    <ListPage<Grant>
      head={{ title: words.title, intro: words.intro }}
      id="security.grants"
      label={words.title}
      rows={grantRows}
      rowKey={(grant) => grant.id}
      rowName={(grant) => grant.asset_title}
      rowLink={(grant) => `/security/grants/${grant.id}`}
      nameColumn={{ title: words.asset, sort: "asset_code" }}
      searchable={false}
      defaultSort="-granted_at"
      filters={[
        {
          key: "state",
          kind: "choice",
          label: words.state,
          options: (["active", "revoked"] as const).map((value) => ({ value, label: words.states[value] })),
        },
        { key: "asset_code", kind: "text", label: words.asset },
      ]}
      columns={[
        { key: "state", title: words.state, show: (grant) => <GrantStateChip grant={grant} /> },
        { key: "receiver", title: words.receiver, show: (grant) => place(grant.organisation_id) },
        { key: "purpose", title: words.purpose, show: (grant) => grant.purpose },
        { key: "columns", title: words.columns, figures: true, show: (grant) => words.columnCount(formatNumber(grant.columns.length)) },
        { key: "rows", title: words.rows, show: (grant) => grant.where_text },
        { key: "target", title: words.target, show: (grant) => words.targets[grant.target_kind] },
        { key: "until", title: words.term, sort: "valid_to", show: (grant) => words.termWords(formatDate(grant.valid_from), formatDate(grant.valid_to)) },
        { key: "granted", title: words.granted, sort: "granted_at", hidden: true, show: (grant) => formatMoment(grant.granted_at) },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
