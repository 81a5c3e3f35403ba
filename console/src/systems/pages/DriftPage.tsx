import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";

import { LEDGER } from "../../architecture/queries";
import { formatMoment } from "../../format/dates";
import { formatShare } from "../../format/numbers";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import styles from "../parts/systems.module.css";
import { type Drift, driftQuery, DRIFTS, settleDrift } from "../queries";

type Change = Drift["changes"][number];
const NOTHING = "";

/** The proposed column of each departed one; what only changed its type stays where it is. */
function proposalOf(drift: Drift): Record<string, string> {
  const departed = drift.changes.filter((each) => each.kind === "renamed" || each.kind === "removed");
  return Object.fromEntries(departed.map((each) => [each.column, each.kind === "renamed" ? each.after : NOTHING]));
}

function Affected({ drift }: { drift: Drift }) {
  const words = useText().systems.drifts;
  const bilingual = useBilingual();
  const organisationName = useOrganisationName();
  if (drift.affected.length === 0) return <p className={styles["quiet"]}>{words.affectedNone}</p>;
  return (
    <PlainTable
      label={words.affected}
      rows={drift.affected}
      rowKey={(each) => `${each.kind}/${each.path}/${each.title}`}
      columns={[
        { key: "what", title: words.what, show: (each) => (each.path === "" ? each.title : <Link to={each.path}>{each.title}</Link>) },
        { key: "why", title: words.why, show: (each) => bilingual(each.why_zh, each.why_en) },
        { key: "whose", title: words.source, show: (each) => (each.organisation_id === null ? "" : organisationName(each.organisation_id)) },
      ]}
    />
  );
}

function Page({ drift }: { drift: Drift }) {
  const text = useText();
  const words = text.systems.drifts;
  const can = useCan();
  const [mapping, setMapping] = useState(() => proposalOf(drift));
  const isOpen = drift.settled_at === null;
  const live = drift.live.map((column) => ({ value: column.name, label: `${column.name} ${column.type} ${column.comment}` }));
  const options = [{ value: NOTHING, label: words.nothing }, ...live];
  const choice = (each: Change) =>
    each.column in mapping && isOpen ? (
      <Select
        aria-label={`${words.mapping} ${each.column}`}
        value={mapping[each.column] ?? NOTHING}
        options={options}
        popupMatchSelectWidth={false}
        onChange={(value) => setMapping((now) => ({ ...now, [each.column]: value }))}
      />
    ) : (
      <code>{each.after || text.common.none}</code>
    );
  const decided = () =>
    Object.fromEntries(Object.entries(mapping).map(([column, chosen]) => [column, chosen === NOTHING ? null : chosen]));
  const outcomes: Record<string, string> = words.outcomes;
  const overview = () => (
    <Stack>
      <Section title={words.changes}>
        <PlainTable<Change>
          label={words.changes}
          rows={drift.changes}
          rowKey={(each) => each.column}
          columns={[
            { key: "column", title: words.column, show: (each) => <code>{each.column || drift.table}</code> },
            {
              key: "kind",
              title: words.changes,
              show: (each) => (
                <>
                  {words.kinds[each.kind]}
                  {each.likeness > 0 ? ` ${words.likeness(formatShare(each.likeness))}` : ""}
                </>
              ),
            },
            { key: "before", title: words.before, show: (each) => <code>{each.before}</code> },
            { key: "mapping", title: words.mapping, show: choice },
          ]}
        />
      </Section>
      <Section title={words.affected}>
        <Affected drift={drift} />
      </Section>
    </Stack>
  );
  return (
    <EntityKind
      name={`${drift.source_name} · ${drift.table}`}
      kind={words.kind}
      mark={<Chip tone={isOpen ? "bad" : "good"}>{isOpen ? words.open : (outcomes[drift.outcome] ?? words.settled)}</Chip>}
      facts={[{ label: words.found, value: formatMoment(drift.found_at) }]}
      crumbs={[{ label: words.title, to: "/drifts" }]}
      actions={
        isOpen && can("architecture.source.manage") ? (
          <ActionButton
            label={words.settle}
            tone="primary"
            run={(_, key) => settleDrift(drift.id, decided(), key)}
            done={words.settleDone}
            changes={[DRIFTS, LEDGER, ["work"]]}
          />
        ) : undefined
      }
      tabs={[{ key: "overview", label: text.systems.overview, content: overview }]}
    />
  );
}

export default function DriftPage() {
  const { id = "" } = useParams();
  const drift = useQuery(driftQuery(id));
  return <Ready query={drift}>{(found) => <Page drift={found} />}</Ready>;
}
