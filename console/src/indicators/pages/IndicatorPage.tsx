import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { EntityKind, type EntityTab } from "../../kinds/entity/EntityKind";
import { Ready } from "../../kinds/states/Ready";
import { LifeAction, useLifeStep } from "../../policy/parts/Life";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { Caliber } from "../parts/Caliber";
import { LineageTab } from "../parts/LineageTab";
import { Values } from "../parts/Values";
import { Versions } from "../parts/Versions";
import { COMPUTE } from "../parts/words";
import { computeIndicator, type Indicator, indicatorQuery, INDICATORS, publishIndicator, submitIndicator } from "../queries";

/** How many periods a press computes. */
const PERIODS = 12;

function Actions({ indicator }: { indicator: Indicator }) {
  const words = useText().indicators;
  const can = useCan();
  const has = indicator.kind === "derived" || indicator.kind === "composite";
  if (indicator.state === "published" && has && can(COMPUTE)) {
    return (
      <ActionButton
        label={words.compute}
        tone="primary"
        run={(_, key) => computeIndicator(indicator.code, PERIODS, key)}
        done={words.started}
        changes={[INDICATORS]}
      />
    );
  }
  return (
    <LifeAction
      state={indicator.state}
      submit={(key) => submitIndicator(indicator.code, key)}
      publish={(key) => publishIndicator(indicator.code, key)}
      changes={[INDICATORS]}
      may={{ submit: "architecture.node.edit", publish: "architecture.node.publish" }}
    />
  );
}

function Page({ indicator }: { indicator: Indicator }) {
  const words = useText().indicators;
  const place = useOrganisationName();
  const next = useLifeStep(indicator.state);
  const has = indicator.kind === "derived" || indicator.kind === "composite";
  const values: EntityTab[] = has ? [{ key: "values", label: words.values, content: () => <Values indicator={indicator} /> }] : [];
  return (
    <EntityKind
      name={indicator.name}
      kind={words.kinds[indicator.kind]}
      code={indicator.code}
      state={indicator.state}
      grade={indicator.grade}
      facts={[{ label: words.organisation, value: place(indicator.organisation_id) }]}
      crumbs={[{ label: words.title, to: "/indicators" }]}
      next={next}
      actions={<Actions indicator={indicator} />}
      tabs={[
        ...values,
        { key: "caliber", label: words.caliber, content: () => <Caliber indicator={indicator} /> },
        { key: "lineage", label: words.lineage, content: () => <LineageTab code={indicator.code} /> },
        { key: "versions", label: words.versions, content: () => <Versions code={indicator.code} /> },
      ]}
    />
  );
}

export default function IndicatorPage() {
  const { code = "" } = useParams();
  const indicator = useQuery(indicatorQuery(code));
  return <Ready query={indicator}>{(found) => <Page key={found.code} indicator={found} />}</Ready>;
}
