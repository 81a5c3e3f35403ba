import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearchParams } from "react-router";

import { assetPath, gatePath } from "../../admission/parts/paths";
import { assetsOfEntityQuery } from "../../admission/queries";
import { formatMoment } from "../../format/dates";
import { formatNumber, formatShare } from "../../format/numbers";
import { useText } from "../../i18n";
import { LifeActions } from "../../drafting/parts/LifeActions";
import { certificationPath, planPath } from "../../drafting/parts/paths";
import { Versions } from "../../drafting/parts/Versions";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import { EntityKind } from "../../kinds/entity/EntityKind";
import type { NextStepProps } from "../../kinds/entity/NextStep";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useOrganisationName } from "../../session/organisations";
import { useCan, useSession } from "../../session/session";
import styles from "../parts/architecture.module.css";
import { AttributeTable } from "../parts/AttributeTable";
import { elementsOf, FiveElements } from "../parts/FiveElements";
import { Lineage } from "../parts/Lineage";
import { objectPath } from "../parts/paths";
import { SourceName } from "../parts/SourceName";
import { useOwnerContact } from "../parts/useOwnerContact";
import { confirmOwner, type Entity, entityQuery, LEDGER, nodeQuery } from "../queries";

function Certification({ entity }: { entity: Entity }) {
  const words = useText().architecture.entity;
  if (entity.certification === null) return <p className={styles["note"]}>{words.noCertification}</p>;
  return (
    <Facts
      facts={[
        {
          label: words.system,
          value: (
            <Link to={`/systems?q=${encodeURIComponent(entity.certification.system_name)}`}>
              {entity.certification.system_name}
            </Link>
          ),
        },
        { label: words.certifiedAt, value: formatMoment(entity.certification.certified_at) },
      ]}
    />
  );
}

function QualityPlan({ entity }: { entity: Entity }) {
  const text = useText();
  const words = text.architecture.entity;
  const plan = entity.quality_plan;
  if (plan === null) return <p className={styles["note"]}>{words.noPlan}</p>;
  const kinds: Record<string, string> = text.architecture.ruleKinds;
  const cycles: Record<string, string> = text.architecture.planCycles;
  return (
    <Facts
      facts={[
        { label: words.cycle, value: cycles[plan.cycle] ?? plan.cycle },
        { label: words.tolerance, value: formatShare(Number(plan.tolerance)) },
        {
          label: words.expectedRows,
          value: plan.expected_rows === null ? text.common.none : formatNumber(plan.expected_rows),
        },
        { label: words.declaredAt, value: formatMoment(plan.declared_at) },
        {
          label: words.rules,
          value: plan.rule_kinds.map((kind) => kinds[kind] ?? kind).join(text.common.listJoin) || text.common.none,
          wide: true,
        },
      ]}
    />
  );
}

function Registrations({ entity }: { entity: Entity }) {
  const words = useText().architecture.entity;
  if (entity.registrations.length === 0) return <p className={styles["note"]}>{words.noRegistration}</p>;
  return entity.registrations.map((registration) => (
    <div key={`${registration.source_code}/${registration.physical_table}`}>
      <Facts
        facts={[
          {
            label: words.source,
            value: <SourceName code={registration.source_code} />,
          },
          { label: words.physicalTable, value: <code>{registration.physical_table}</code> },
        ]}
      />
      <PlainTable
        label={words.registrations}
        rows={entity.attributes}
        rowKey={(attribute) => attribute.code}
        columns={[
          { key: "name", title: words.name, show: (attribute) => attribute.name },
          {
            key: "physical",
            title: words.physicalColumn,
            show: (attribute) => {
              const column = registration.columns[attribute.code];
              return column === undefined ? <Chip tone="warning">{words.noElement}</Chip> : <code>{column}</code>;
            },
          },
          { key: "lake", title: words.column, show: (attribute) => <code>{attribute.column}</code> },
        ]}
      />
    </div>
  ));
}

/** The data sets of the lake that hold the entity, layer by layer. */
function InLake({ entity }: { entity: Entity }) {
  const text = useText();
  const assets = useQuery(assetsOfEntityQuery(entity.code));
  return (
    <Ready query={assets} small rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={styles["note"]}>{text.architecture.entity.notInLake}</p>
        ) : (
          <PlainTable
            label={text.architecture.entity.inLake}
            rows={items}
            rowKey={(asset) => asset.code}
            columns={[
              {
                key: "name",
                title: text.admission.lake.name,
                show: (asset) => <Link to={assetPath(asset.code)}>{asset.title}</Link>,
              },
              { key: "layer", title: text.admission.lake.layer, show: (asset) => text.admission.layers[asset.layer] },
              {
                key: "rows",
                title: text.admission.lake.rows,
                figures: true,
                show: (asset) => (asset.rows === null ? text.common.none : formatNumber(asset.rows)),
              },
            ]}
          />
        )
      }
    </Ready>
  );
}

function Elements({ entity }: { entity: Entity }) {
  const text = useText();
  const can = useCan();
  const words = text.architecture;
  const organisationName = useOrganisationName();
  return (
    <Stack>
      <Section title={words.object.elements}>
        <FiveElements entities={[entity]} linked={false} />
      </Section>
      <Section title={text.kinds.entity.tabs.overview}>
        <Facts
          facts={[
            { label: words.entity.definition, value: entity.definition || text.common.none, wide: true },
            { label: words.ledger.organisation, value: organisationName(entity.organisation_id) },
            { label: words.entity.table, value: <code>{entity.table}</code> },
          ]}
        />
      </Section>
      <Section title={words.entity.inLake}>
        <InLake entity={entity} />
      </Section>
      <Section
        title={words.entity.certification}
        aside={can("architecture.certification.decide") ? <Link to={certificationPath(entity.code)}>{text.drafting.certify.go}</Link> : null}
      >
        <Certification entity={entity} />
      </Section>
      <Section
        title={words.entity.qualityPlan}
        aside={can("architecture.quality_plan.declare") ? <Link to={planPath(entity.code)}>{text.drafting.plan.go}</Link> : null}
      >
        <QualityPlan entity={entity} />
      </Section>
      {entity.registrations.length === 0 ? null : (
        <Section title={words.entity.registrations}>
          <Registrations entity={entity} />
        </Section>
      )}
    </Stack>
  );
}

/** What comes next for an entity: its owner's word, what it lacks, then the gate. */
function useNextStep(entity: Entity): NextStepProps | null {
  const text = useText();
  const words = text.architecture;
  const { person_id: me } = useSession();
  const organisationName = useOrganisationName();
  const inLake = useQuery(assetsOfEntityQuery(entity.code));
  const found = elementsOf(entity);
  const whose = organisationName(entity.organisation_id);
  if (entity.owner !== null && !found.owner) {
    const mine = entity.owner.person_id === me;
    return {
      step: words.entity.confirmStep,
      who: entity.owner.name,
      action: mine ? (
        <ActionButton
          tone="primary"
          label={words.entity.confirm}
          run={(_, key) => confirmOwner(entity.code, key)}
          done={words.entity.confirmed}
          changes={[LEDGER]}
        />
      ) : null,
    };
  }
  const names = ["owner", "source", "category", "grade", "standard"] as const;
  const lacking: string[] = names.filter((name) => !found[name]).map((name) => words.elements[name]);
  if (entity.quality_plan === null) lacking.push(words.entity.qualityPlan);
  if (lacking.length > 0) return { step: words.entity.fixStep(lacking.join(text.common.listJoin)), who: whose };
  const waiting = inLake.data?.items.filter((asset) => !asset.is_admitted) ?? [];
  if (inLake.data === undefined || (waiting.length === 0 && inLake.data.total > 0)) return null;
  const [first] = waiting;
  return {
    step: first === undefined ? words.entity.registerStep : words.entity.readyStep,
    who: whose,
    action: first === undefined ? null : <Link to={gatePath(first.code)}>{text.admission.table.toGate}</Link>,
  };
}

function Page({ entity }: { entity: Entity }) {
  const text = useText();
  const words = text.architecture;
  const [params] = useSearchParams();
  const owner = useOwnerContact(entity.owner);
  const next = useNextStep(entity);
  const object = useQuery(nodeQuery(entity.object_code));
  return (
    <EntityKind
      name={entity.name}
      subject={`architecture/node/${entity.code}`}
      kind={words.kinds.entity}
      code={entity.code}
      state={entity.state}
      owner={owner}
      grade={entity.grade}
      crumbs={[
        { label: words.ledger.title, to: "/ledger" },
        { label: object.data?.name ?? entity.object_code, to: objectPath(entity.object_code) },
      ]}
      next={next}
      actions={<LifeActions node={{ ...entity, level: 4 }} />}
      tabs={[
        {
          key: "fields",
          label: words.entity.fields,
          count: entity.attributes.length,
          content: () => (
            <Stack>
              <Section title={words.entity.fields}>
                <AttributeTable entity={entity} pointed={params.get("field")} />
              </Section>
            </Stack>
          ),
        },
        { key: "elements", label: words.entity.overview, content: () => <Elements entity={entity} /> },
        { key: "lineage", label: words.entity.lineage, content: () => <Lineage reference={`entity/${entity.code}`} /> },
        { key: "versions", label: text.drafting.versions.tab, content: () => <Versions code={entity.code} /> },
      ]}
    />
  );
}

/** A logical entity with its attributes and its five elements. */
export default function EntityPage() {
  const { code = "" } = useParams();
  const entity = useQuery(entityQuery(code));
  return <Ready query={entity}>{(found) => <Page entity={found} />}</Ready>;
}
