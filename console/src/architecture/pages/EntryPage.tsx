import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";

import { actorWords } from "../../format/actors";
import { formatDate, formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import styles from "../parts/architecture.module.css";
import { CartSlot } from "../parts/CartSlot";
import { EntryActions } from "../parts/EntryActions";
import { EntryState } from "../parts/EntryState";
import { useEntryStep } from "../parts/entryWords";
import { NodeName } from "../parts/NodeName";
import { hitPath } from "../parts/paths";
import { ShareType } from "../parts/ShareType";
import { type Entry, entryQuery } from "../queries";

function Overview({ entry }: { entry: Entry }) {
  const text = useText();
  const words = text.architecture.catalogue;
  const none = text.common.none;
  const cycles: Record<string, string> = words.cycles;
  const formats: Record<string, string> = words.formats;
  const basis = entry.legal_basis;
  return (
    <Stack>
      <Section title={text.kinds.entity.tabs.overview}>
        <Facts
          facts={[
            { label: words.abstract, value: entry.abstract, wide: true },
            { label: words.shareType, value: <ShareType type={entry.share_type} /> },
            { label: words.cycle, value: cycles[entry.update_cycle] ?? entry.update_cycle },
            { label: words.shareMethod, value: entry.share_method },
            { label: words.shareCondition, value: entry.share_condition || none, wide: true },
            ...(basis === null
              ? []
              : [{ label: words.legalBasis, value: [basis.title, basis.article].filter(Boolean).join(" "), wide: true }]),
            { label: words.openness, value: entry.openness },
            ...(entry.open_condition === "" ? [] : [{ label: words.openCondition, value: entry.open_condition }]),
            {
              label: words.entity,
              value:
                entry.entity_code === null ? none : <NodeName code={entry.entity_code} level={4} />,
            },
          ]}
        />
      </Section>
      <Section title={words.provider}>
        <Facts
          facts={[
            {
              label: words.provider,
              value: (
                <Link to={`/organisations/${encodeURIComponent(entry.provider_organisation_id)}`}>{entry.provider_name}</Link>
              ),
            },
            { label: words.providerCode, value: entry.provider_code },
            {
              label: words.format,
              value: [formats[entry.format_category] ?? entry.format_category, entry.format_type].filter(Boolean).join(" · "),
            },
            { label: words.category, value: entry.category },
            { label: words.publishedOn, value: entry.published_on === null ? none : formatDate(entry.published_on) },
            { label: words.version, value: entry.version },
          ]}
        />
      </Section>
    </Stack>
  );
}

function Items({ entry }: { entry: Entry }) {
  const text = useText();
  const words = text.architecture.catalogue;
  const types: Record<string, string> = words.itemTypes;
  return (
    <Stack>
      <Section title={words.items}>
        <PlainTable
          label={words.items}
          rows={entry.items}
          rowKey={(item) => item.name}
          columns={[
            { key: "name", title: words.item, show: (item) => item.name },
            { key: "type", title: words.itemType, show: (item) => types[item.data_type] ?? item.data_type },
            { key: "length", title: words.itemLength, figures: true, show: (item) => item.length ?? text.common.none },
            {
              key: "share",
              title: words.itemShare,
              show: (item) => <ShareType type={item.share_type ?? entry.share_type} />,
            },
            {
              key: "attribute",
              title: words.attribute,
              show: (item) =>
                item.attribute_code === null ? (
                  text.common.none
                ) : (
                  <Link to={hitPath("attribute", item.attribute_code) ?? "/ledger"}>{item.attribute_code}</Link>
                ),
            },
          ]}
        />
      </Section>
    </Stack>
  );
}

function Decisions({ entry }: { entry: Entry }) {
  const text = useText();
  const words = text.architecture.catalogue;
  return (
    <Stack>
      <Section title={words.decisions}>
        {entry.decisions.length === 0 ? (
          <p className={styles["note"]}>{words.noDecisions}</p>
        ) : (
          <ol className={styles["list"]}>
            {entry.decisions.map((decision) => (
              <li key={`${decision.at}/${decision.action}`} className={styles["lines"]}>
                <span className={styles["result"]}>
                  <strong>{actorWords(decision.actor_name, text)}</strong>
                  <span>{decision.action}</span>
                  <EntryState state={decision.next_state} />
                  <span className={styles["small"]}>{formatMoment(decision.at)}</span>
                </span>
                {decision.opinion === "" ? null : <q>{decision.opinion}</q>}
              </li>
            ))}
          </ol>
        )}
      </Section>
    </Stack>
  );
}

function Page({ entry }: { entry: Entry }) {
  const text = useText();
  const words = text.architecture.catalogue;
  const next = useEntryStep(entry.state);
  return (
    <EntityKind
      name={entry.name}
      subject={`architecture/catalogue/${entry.code}`}
      kind={words.kind}
      code={entry.code}
      mark={<EntryState state={entry.state} />}
      grade={entry.grade}
      crumbs={[{ label: words.title, to: "/catalogue" }]}
      next={next}
      actions={
        <>
          <EntryActions entry={entry} />
          <CartSlot entry={entry} />
        </>
      }
      tabs={[
        { key: "overview", label: text.kinds.entity.tabs.overview, content: () => <Overview entry={entry} /> },
        { key: "items", label: words.items, count: entry.items.length, content: () => <Items entry={entry} /> },
        { key: "decisions", label: words.decisions, content: () => <Decisions entry={entry} /> },
      ]}
    />
  );
}

/** A resource catalogue entry. */
export default function EntryPage() {
  const { code = "" } = useParams();
  const entry = useQuery(entryQuery(code));
  return <Ready query={entry}>{(found) => <Page entry={found} />}</Ready>;
}
