import { Button } from "antd";
import { Link } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { SheetTools } from "../../sheets/parts/SheetTools";
import { SystemState } from "../parts/SystemState";
import { type SystemLine, systemLines } from "../queries";

/** The register of application systems, with how far their tables are surveyed. */
export default function SystemsPage() {
  const text = useText();
  const words = text.systems;
  const zones: Record<string, string> = words.zones;
  const can = useCan();
  const organisationName = useOrganisationName();
  const states = Object.entries(words.states).map(([value, label]) => ({ value, label }));
  return (
    <ListPage<SystemLine>
      head={{
        title: words.title,
        intro: words.intro,
        actions: can("architecture.system.manage") ? (
          <Link to="/systems/new">
            <Button type="primary">{words.register}</Button>
          </Link>
        ) : undefined,
      }}
      id="architecture.systems"
      label={words.title}
      rows={systemLines}
      rowKey={(system) => system.code}
      rowName={(system) => system.name}
      rowLink={(system) => `/systems/${encodeURIComponent(system.code)}`}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      filters={[
        { kind: "choice", key: "state", label: words.state, options: states },
        { kind: "choice", key: "idle", label: words.idle, options: [{ value: "true", label: words.idleOnly }] },
      ]}
      columns={[
        { key: "code", title: words.code, sort: "code", show: (system) => <code>{system.code}</code> },
        {
          key: "state",
          title: words.state,
          sort: "state",
          show: (system) => <SystemState state={system.state} isIdle={system.is_idle} />,
        },
        { key: "organisation", title: words.organisation, show: (system) => organisationName(system.organisation_id) },
        { key: "tables", title: words.tables, figures: true, show: (system) => formatNumber(system.counts.tables) },
        { key: "claimed", title: words.claimed, figures: true, show: (system) => formatNumber(system.counts.claimed) },
        { key: "unsurveyed", title: words.unsurveyed, figures: true, show: (system) => formatNumber(system.counts.unsurveyed) },
        { key: "zone", title: words.zone, show: (system) => zones[system.network_zone] ?? (system.network_zone || text.common.none) },
        { key: "database", title: words.database, hidden: true, show: (system) => system.database_kind || text.common.none },
        { key: "vendor", title: words.vendor, hidden: true, show: (system) => system.vendor || text.common.none },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
      tools={(query) => <SheetTools kind="system" filters={query.q === undefined ? {} : { q: query.q }} />}
    />
  );
}
