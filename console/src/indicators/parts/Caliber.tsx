import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { entityQuery } from "../../architecture/queries";
import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { type Fact, Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { type Indicator, indicatorQuery, sqlQuery, termsQuery } from "../queries";
import styles from "./indicators.module.css";
import { indicatorPath, type Spec, specOf } from "./words";

/** Another indicator by its name. */
export function IndicatorLink({ code }: { code: string }) {
  const found = useQuery(indicatorQuery(code));
  return <Link to={indicatorPath(code)}>{found.data?.name ?? code}</Link>;
}

function AttributeName({ code }: { code: string }) {
  const entity = code.split(".").slice(0, -1).join(".");
  const found = useQuery(entityQuery(entity));
  const name = found.data?.attributes.find((attribute) => attribute.code === code)?.name;
  return <Link to={`/ledger/entities/${entity}`}>{name ?? code}</Link>;
}

function EntityLink({ code }: { code: string }) {
  const found = useQuery(entityQuery(code));
  return <Link to={`/ledger/entities/${code}`}>{found.data?.name ?? code}</Link>;
}

/** What the definition says in the platform's own words, by kind. */
function useSpecFacts(spec: Spec): Fact[] {
  const text = useText();
  const words = text.indicators;
  const terms = useQuery(termsQuery);
  const named = (codes: readonly string[] = []) =>
    codes.length === 0 ? text.common.none : codes.map((code) => terms.data?.get(code)?.name ?? code).join(text.common.listJoin);
  const facts: Fact[] = [];
  if (spec.entity_code !== undefined) facts.push({ label: words.entity, value: <EntityLink code={spec.entity_code} /> });
  if (spec.aggregation !== undefined) facts.push({ label: words.aggregation, value: words.aggregations[spec.aggregation] });
  if (spec.attribute_code) facts.push({ label: words.attribute, value: <AttributeName code={spec.attribute_code} /> });
  if (spec.atomic !== undefined) facts.push({ label: words.kinds.atomic, value: <IndicatorLink code={spec.atomic} /> });
  if (spec.time !== undefined) facts.push({ label: words.termKinds.time, value: named([spec.time]) });
  if (spec.time_attribute) facts.push({ label: words.timeAttribute, value: <AttributeName code={spec.time_attribute} /> });
  if (spec.limits !== undefined) facts.push({ label: words.termKinds.limit, value: named(spec.limits) });
  if (spec.dimensions !== undefined) facts.push({ label: words.termKinds.dimension, value: named(spec.dimensions) });
  return facts;
}

function Expression({ indicator }: { indicator: Indicator }) {
  const words = useText().indicators;
  const { expression } = specOf(indicator);
  return (
    <Section title={expression === undefined ? words.restsOn : words.expression}>
      {expression === undefined ? null : <pre className={styles["code"]}>{expression}</pre>}
      <Facts facts={indicator.uses.map((code) => ({ label: code, value: <IndicatorLink code={code} /> }))} />
    </Section>
  );
}

function Queries({ code }: { code: string }) {
  const words = useText().indicators;
  const { data } = useQuery(sqlQuery(code));
  const queries = Object.entries(data?.queries ?? {});
  if (queries.length === 0) return null;
  return (
    <Section title={words.compiled}>
      {queries.map(([each, query]) => (
        <pre key={each} className={styles["code"]} aria-label={each}>
          {query}
        </pre>
      ))}
    </Section>
  );
}

/** 口径: what exactly is counted, when, of what, by what. */
export function Caliber({ indicator }: { indicator: Indicator }) {
  const text = useText();
  const words = text.indicators;
  const cycles: Record<string, string> = text.architecture.catalogue.cycles;
  const has = indicator.kind === "derived" || indicator.kind === "composite";
  const spec = useSpecFacts(specOf(indicator));
  return (
    <Stack>
      <Section title={words.caliber}>
        <Facts
          facts={[
            { label: words.definition, value: indicator.definition, wide: true },
            ...spec,
            { label: words.unit, value: indicator.unit || text.common.none },
            { label: words.precision, value: String(indicator.precision) },
            { label: words.cycle, value: cycles[indicator.cycle] ?? indicator.cycle },
            { label: words.additivity, value: words.additivities[indicator.additivity] },
            { label: words.version, value: String(indicator.version) },
          ]}
        />
      </Section>
      {indicator.uses.length > 0 && indicator.kind !== "derived" ? <Expression indicator={indicator} /> : null}
      {has ? <Queries code={indicator.code} /> : null}
    </Stack>
  );
}
