import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Link, useNavigate, useParams } from "react-router";

import { NodeName } from "../../architecture/parts/NodeName";
import { Lineage } from "../../architecture/parts/Lineage";
import { SourceName } from "../../architecture/parts/SourceName";
import { useOwnerContact } from "../../architecture/parts/useOwnerContact";
import { entityQuery } from "../../architecture/queries";
import { StandardisationPlan } from "../../development/parts/StandardisationPlan";
import { DevelopmentRuns } from "../../development/parts/DevelopmentRuns";
import { formatDate, formatMoment } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { IngestionRuns } from "../../ingestion/parts/IngestionRuns";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import { EntityKind, type EntityTab } from "../../kinds/entity/EntityKind";
import type { NextStepProps } from "../../kinds/entity/NextStep";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { scoresQuery } from "../../quality/queries";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import styles from "../parts/admission.module.css";
import { AssetName } from "../parts/AssetName";
import { AssetReleases } from "../parts/AssetReleases";
import { Batches } from "../parts/Batches";
import { ColumnTable } from "../parts/ColumnTable";
import { Layer } from "../parts/Layer";
import { assetPath, gatePath } from "../parts/paths";
import { RowPreview } from "../parts/RowPreview";
import { ADMISSION, type Asset, assetQuery, assetsOfEntityQuery, publishRelease, revokeAdmission } from "../queries";

function Physical({ asset }: { asset: Asset }) {
  const text = useText();
  const words = text.admission.table;
  if (!asset.may_inspect) return <p className={styles["note"]}>{words.physicalHidden}</p>;
  return (
    <Facts
      facts={[
        ...(asset.source_code === null ? [] : [{ label: words.source, value: <SourceName code={asset.source_code} /> }]),
        ...(asset.physical_table === null ? [] : [{ label: words.physicalTable, value: <code>{asset.physical_table}</code> }]),
        {
          label: words.latest,
          value: asset.latest_version === null ? text.common.none : text.admission.lake.version(asset.latest_version),
        },
      ]}
    />
  );
}

function Overview({ asset }: { asset: Asset }) {
  const text = useText();
  const words = text.admission;
  const organisationName = useOrganisationName();
  const none = text.common.none;
  return (
    <Stack>
      <Section title={words.table.overview}>
        <Facts
          facts={[
            { label: words.lake.layer, value: <Layer layer={asset.layer} /> },
            { label: words.lake.organisation, value: organisationName(asset.organisation_id) },
            { label: words.lake.rows, value: asset.rows === null ? none : formatNumber(asset.rows) },
            {
              label: words.lake.released,
              value: asset.released_version === null ? words.lake.notReleased : words.lake.version(asset.released_version),
            },
            { label: words.lake.updatedAt, value: asset.updated_at === null ? none : formatMoment(asset.updated_at) },
            {
              label: words.table.entity,
              value:
                asset.entity_code === null ? none : <NodeName code={asset.entity_code} level={4} />,
            },
          ]}
        />
      </Section>
      {asset.inputs.length === 0 ? null : (
        <Section title={words.table.inputs}>
          <ul className={styles["links"]}>
            {asset.inputs.map((code) => (
              <li key={code}>
                <AssetName code={code} to={assetPath(code)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.table.quality} aside={<Link to={`/quality/assets/${encodeURIComponent(asset.code)}`}>{words.table.toQuality}</Link>}>
        <ul className={styles["rules"]}>
          {asset.quality_rules.length === 0 ? <li>{words.table.derivedRules}</li> : asset.quality_rules.map((rule) => <li key={rule}>{rule}</li>)}
        </ul>
      </Section>
      <Section title={words.table.physical}>
        <Physical asset={asset} />
      </Section>
    </Stack>
  );
}

/** The standardisation plan of a data set of the integration layer, from the source data set of the same entity. */
function PlanTab({ asset, entityCode }: { asset: Asset; entityCode: string }) {
  const ofEntity = useQuery(assetsOfEntityQuery(entityCode));
  return (
    <Ready query={ofEntity} small>
      {({ items }) => {
        const code = asset.inputs[0] ?? items.find((one) => one.layer === "sdi")?.code;
        return code === undefined ? <NoPlan /> : <StandardisationPlan code={asset.code} source={code} />;
      }}
    </Ready>
  );
}

function NoPlan() {
  const words = useText().development;
  return (
    <p className={styles["note"]}>
      {words.noPlan} {words.noPlanHint}
    </p>
  );
}

function usePublish(asset: Asset) {
  const words = useText().admission.releases;
  return (
    <ActionButton
      tone="primary"
      label={words.publish}
      run={(_, key) => publishRelease(words.titleOf(asset.title, formatDate(new Date().toISOString())), [asset.code], key)}
      done={words.published}
      changes={[ADMISSION]}
      ask={{ reason: "none", content: <p>{words.publishHint}</p> }}
    />
  );
}

/** What comes next for a data set: the gate, a run, a release. */
function useNextStep(asset: Asset): NextStepProps | null {
  const text = useText();
  const words = text.admission.table;
  const can = useCan();
  const organisationName = useOrganisationName();
  const navigate = useNavigate();
  const publish = usePublish(asset);
  const who = organisationName(asset.organisation_id);
  const latest = asset.latest_version;
  if (!asset.is_admitted) {
    const action = asset.may_admit ? (
      <Button type="primary" onClick={() => void navigate(gatePath(asset.code))}>
        {words.toGate}
      </Button>
    ) : null;
    return { step: words.stepGate, who, action };
  }
  if (latest === null && asset.released_version === null && asset.may_inspect) {
    return { step: asset.layer === "sdi" ? words.stepRun : words.stepDevelop, who };
  }
  // The source layer is read by standardisation only; it is the layers above that are released.
  if (asset.layer !== "sdi" && latest !== null && latest > (asset.released_version ?? -1)) {
    return { step: words.stepRelease(latest), who, action: can("admission.release.publish") ? publish : null };
  }
  return null;
}

function Actions({ asset }: { asset: Asset }) {
  const words = useText().admission.table;
  const can = useCan();
  const navigate = useNavigate();
  return (
    <>
      {asset.may_admit ? <Button onClick={() => void navigate(gatePath(asset.code))}>{words.gate}</Button> : null}
      {asset.is_admitted && can("admission.certificate.revoke") ? (
        <ActionButton
          tone="danger"
          label={words.revoke}
          run={({ reason }, key) => revokeAdmission(asset.code, reason, key)}
          done={words.revoked}
          changes={[ADMISSION]}
          ask={{ reason: "required", content: <p>{words.revokeHint}</p> }}
        />
      ) : null}
    </>
  );
}

function useTabs(asset: Asset): EntityTab[] {
  const text = useText();
  const words = text.admission.table;
  const can = useCan();
  const { code, entity_code: entity } = asset;
  const titles = new Map(asset.columns.map((column) => [column.name, column.title || column.name]));
  const tabs: EntityTab[] = [
    { key: "overview", label: words.overview, content: () => <Overview asset={asset} /> },
    { key: "fields", label: words.fields, count: asset.columns.length, content: () => <ColumnTable asset={asset} /> },
    { key: "rows", label: words.rows, content: () => <RowPreview asset={asset} /> },
    { key: "lineage", label: text.kinds.entity.tabs.lineage, content: () => <Lineage reference={`lake/${code}`} /> },
    { key: "releases", label: words.releases, content: () => <AssetReleases code={code} /> },
  ];
  if (asset.may_inspect) tabs.push({ key: "batches", label: words.batches, content: () => <Batches code={code} /> });
  if (asset.layer === "sdi" && asset.may_inspect && can("ingestion.run.read")) {
    tabs.push({
      key: "ingestion",
      label: words.ingestion,
      content: () => <IngestionRuns code={code} mayRun={asset.is_admitted} />,
    });
  }
  if (asset.layer !== "sdi" && asset.may_inspect && can("development.run.read")) {
    tabs.push({ key: "development", label: words.development, content: () => <DevelopmentRuns code={code} titles={titles} /> });
    if (asset.layer === "dwi" && entity !== null) {
      tabs.push({ key: "plan", label: words.plan, content: () => <PlanTab asset={asset} entityCode={entity} /> });
    }
  }
  return tabs;
}

/** Who answers for it, and how it was last scored; left out where this person may not see it, or nothing is known. */
function useStanding(asset: Asset) {
  const can = useCan();
  const code = asset.entity_code;
  const mayLedger = code !== null && can("architecture.ledger.read");
  const entity = useQuery({ ...entityQuery(code ?? ""), enabled: mayLedger, retry: false });
  const scores = useQuery({ ...scoresQuery, enabled: can("quality.score.read") });
  const owner = useOwnerContact(entity.data?.owner ?? null);
  const score = scores.data?.items.find((one) => one.asset_code === asset.code)?.score;
  return {
    ...(entity.data === undefined ? {} : { owner }),
    ...(score === undefined ? {} : { score }),
  };
}

function Page({ asset }: { asset: Asset }) {
  const words = useText().admission;
  const standing = useStanding(asset);
  const next = useNextStep(asset);
  const tabs = useTabs(asset);
  return (
    <EntityKind
      name={asset.title}
      subject={`admission/asset/${asset.code}`}
      kind={words.layers[asset.layer]}
      code={asset.code}
      grade={asset.grade}
      {...standing}
      mark={
        <Chip tone={asset.is_admitted ? "good" : "warning"}>
          {asset.is_admitted ? words.lake.isAdmitted : words.lake.notAdmitted}
        </Chip>
      }
      crumbs={[{ label: words.lake.title, to: "/lake" }]}
      actions={<Actions asset={asset} />}
      next={next}
      tabs={tabs}
    />
  );
}

/** A data set of the lake. */
export default function TablePage() {
  const { code = "" } = useParams();
  const asset = useQuery(assetQuery(code));
  return <Ready query={asset}>{(found) => <Page asset={found} />}</Ready>;
}
