import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { type ApplicationSystem, systemRows } from "../queries";

const TONES: Record<ApplicationSystem["state"], Tone> = {
  in_use: "good",
  idle: "warning",
  merged: "paused",
  split: "paused",
  retired: "paused",
};

/** The register of application systems. */
export default function SystemsPage() {
  const text = useText();
  const words = text.architecture.systems;
  const zones: Record<string, string> = words.zones;
  const organisationName = useOrganisationName();
  return (
    <ListPage<ApplicationSystem>
      head={{ title: words.title, intro: words.intro }}
      id="architecture.systems"
      label={words.title}
      rows={systemRows}
      rowKey={(system) => system.code}
      rowName={(system) => system.name}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      columns={[
        { key: "code", title: words.code, sort: "code", show: (system) => <code>{system.code}</code> },
        {
          key: "state",
          title: words.state,
          sort: "state",
          show: (system) => <Chip tone={TONES[system.state]}>{words.states[system.state]}</Chip>,
        },
        { key: "organisation", title: words.organisation, show: (system) => organisationName(system.organisation_id) },
        { key: "zone", title: words.zone, show: (system) => zones[system.network_zone] ?? system.network_zone },
        { key: "database", title: words.database, show: (system) => system.database_kind || text.common.none },
        { key: "vendor", title: words.vendor, show: (system) => system.vendor || text.common.none },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
