import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";

import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { Chip } from "../../kinds/chips/Chip";
import { LifeActions } from "../../drafting/parts/LifeActions";
import { Uses } from "../../drafting/parts/Uses";
import { Versions } from "../../drafting/parts/Versions";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { MapPanel } from "../../kinds/map/MapKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useStepName } from "../../mechanism/parts/useStepName";
import { useOrganisationName } from "../../session/organisations";
import styles from "../parts/architecture.module.css";
import { FiveElements } from "../parts/FiveElements";
import { objectNodes } from "../parts/objectNodes";
import { entityPath, nodePath } from "../parts/paths";
import { useOwnerContact } from "../parts/useOwnerContact";
import { useCategoryWords, useLevelKind } from "../parts/words";
import { type ObjectMap, objectMapQuery } from "../queries";

function TheMap({ map }: { map: ObjectMap }) {
  const text = useText();
  const levelKind = useLevelKind();
  const nodes = objectNodes(map, {
    levelKind,
    lakeColumn: text.architecture.entity.column,
    physicalColumn: text.architecture.entity.physicalColumn,
  });
  return <MapPanel label={text.architecture.object.map} nodes={nodes} selected={map.object.code} />;
}

function entityOf(code: string, map: ObjectMap) {
  return map.entities.find((entity) => code === entity.code || code.startsWith(`${entity.code}.`));
}

/** What a finding is about, by name, with the way to where it is mended. */
function Subject({ code, map }: { code: string; map: ObjectMap }) {
  const entity = entityOf(code, map);
  const attribute = entity?.attributes.find((one) => one.code === code);
  if (entity === undefined) return <>{code === map.object.code ? map.object.name : code}</>;
  const to = attribute === undefined ? entityPath(entity.code) : `${entityPath(entity.code)}?field=${encodeURIComponent(code)}`;
  return <Link to={to}>{attribute === undefined ? entity.name : `${entity.name} · ${attribute.name}`}</Link>;
}

function Findings({ map }: { map: ObjectMap }) {
  const words = useText().architecture.object;
  const inLanguage = useBilingual();
  if (map.findings.length === 0) return <p className={styles["note"]}>{words.noFindings}</p>;
  return (
    <PlainTable
      label={words.findings}
      rows={map.findings}
      rowKey={(finding) => `${finding.rule}/${finding.subject_code}`}
      columns={[
        { key: "subject", title: words.subject, show: (finding) => <Subject code={finding.subject_code} map={map} /> },
        {
          key: "finding",
          title: words.finding,
          show: (finding) => <Chip tone="warning">{inLanguage(finding.zh, finding.en)}</Chip>,
        },
      ]}
    />
  );
}

function Deviations({ map }: { map: ObjectMap }) {
  const words = useText().architecture.object;
  if (map.deviations.length === 0) return <p className={styles["note"]}>{words.noDeviations}</p>;
  return (
    <PlainTable
      label={words.deviations}
      rows={map.deviations}
      rowKey={(deviation) => `${deviation.attribute_code}/${deviation.aspect}`}
      columns={[
        { key: "attribute", title: words.attribute, show: (deviation) => <Subject code={deviation.attribute_code} map={map} /> },
        { key: "mine", title: words.mine, show: (deviation) => deviation.attribute_value },
        { key: "its", title: words.its, show: (deviation) => deviation.element_value },
        {
          key: "element",
          title: words.element,
          show: (deviation) => (
            <Link to={`/standards/data-elements/${encodeURIComponent(deviation.element_code)}`}>{deviation.element_code}</Link>
          ),
        },
      ]}
    />
  );
}

function Traces({ map }: { map: ObjectMap }) {
  const text = useText();
  const words = text.architecture.object;
  const stepName = useStepName();
  if (map.traces.length === 0) return <p className={styles["note"]}>{words.noTraces}</p>;
  return (
    <PlainTable
      label={words.traces}
      rows={map.traces}
      rowKey={(trace) => `${trace.code}/${trace.use}`}
      columns={[
        { key: "name", title: words.subject, show: (trace) => trace.name || (stepName(trace.code) ?? trace.code) },
        {
          key: "kind",
          title: words.traces,
          show: (trace) => `${words.traceKinds[trace.kind]} · ${words.traceUses[trace.use]}`,
        },
        { key: "code", title: text.architecture.ledger.code, show: (trace) => <code>{trace.code}</code> },
      ]}
    />
  );
}

function Overview({ map }: { map: ObjectMap }) {
  const text = useText();
  const words = text.architecture;
  const organisationName = useOrganisationName();
  const categoryWords = useCategoryWords();
  return (
    <Stack>
      <Section title={text.kinds.entity.tabs.overview}>
        <Facts
          facts={[
            { label: words.ledger.definition, value: map.object.definition || text.common.none, wide: true },
            { label: words.ledger.organisation, value: organisationName(map.object.organisation_id) },
            {
              label: words.elements.category,
              value: map.object.category === null ? words.elements.uncategorised : categoryWords(map.object.category),
            },
          ]}
        />
      </Section>
      <Section title={words.object.elements}>
        <FiveElements entities={map.entities} />
      </Section>
      <Section title={words.object.findings}>
        <Findings map={map} />
      </Section>
      <Section title={words.object.deviations}>
        <Deviations map={map} />
      </Section>
      <Section title={words.object.traces}>
        <Traces map={map} />
      </Section>
      <Section title={text.drafting.uses.title}>
        <Uses map={map} />
      </Section>
    </Stack>
  );
}

function Page({ map }: { map: ObjectMap }) {
  const text = useText();
  const words = text.architecture;
  const owner = useOwnerContact(map.owner);
  const organisationName = useOrganisationName();
  const { object, findings } = map;
  const above = [map.domain, map.subject_area].map((node) => ({ label: node.name, to: nodePath(node.level, node.code) }));
  return (
    <EntityKind
      name={object.name}
      subject={`architecture/node/${object.code}`}
      kind={words.kinds.business_object}
      code={object.code}
      state={object.state}
      owner={owner}
      grade={object.grade}
      crumbs={[{ label: words.ledger.title, to: "/ledger" }, ...above]}
      actions={<LifeActions node={object} />}
      next={
        findings.length === 0
          ? null
          : { step: words.object.fix(findings.length), who: owner?.name ?? organisationName(object.organisation_id) }
      }
      tabs={[
        { key: "map", label: words.object.map, content: () => <TheMap map={map} /> },
        { key: "overview", label: text.kinds.entity.tabs.overview, content: () => <Overview map={map} /> },
        { key: "versions", label: text.drafting.versions.tab, content: () => <Versions code={object.code} /> },
      ]}
    />
  );
}

/** A business object, with its map down to the columns. */
export default function ObjectPage() {
  const { code = "" } = useParams();
  const map = useQuery(objectMapQuery(code));
  return <Ready query={map}>{(found) => <Page map={found} />}</Ready>;
}
