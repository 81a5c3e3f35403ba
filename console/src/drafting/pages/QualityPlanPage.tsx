import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, InputNumber, Select } from "antd";
import { useNavigate, useParams } from "react-router";

import { entityPath } from "../../architecture/parts/paths";
import { type Entity, entityQuery, LEDGER } from "../../architecture/queries";
import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { Ready } from "../../kinds/states/Ready";
import { declarePlan } from "../queries";

interface Values {
  rule_kinds: string[];
  cycle: string;
  /** In per cent. */
  tolerance: number;
  expected_rows?: number | null;
}

const PER_CENT = 100;

function PlanForm({ entity }: { entity: Entity }) {
  const text = useText();
  const words = text.drafting.plan;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const options = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
  const plan = entity.quality_plan;
  const initial: Partial<Values> =
    plan === null
      ? { rule_kinds: ["derived"], cycle: "daily", tolerance: 0 }
      : { rule_kinds: plan.rule_kinds, cycle: plan.cycle, tolerance: Number(plan.tolerance) * PER_CENT, expected_rows: plan.expected_rows };
  const send = ({ tolerance, expected_rows = null, ...values }: Values, key: string) =>
    declarePlan(entity.code, { ...values, tolerance: String(tolerance / PER_CENT), expected_rows }, key);
  const done = () => {
    void message.success(words.done);
    void queries.invalidateQueries({ queryKey: LEDGER });
    void navigate(`${entityPath(entity.code)}?tab=elements`);
  };
  return (
    <FormKind<Values>
      id={`ledger.plan.${entity.code}`}
      head={{ title: words.title(entity.name), intro: words.intro, crumbs: [{ label: entity.name, to: entityPath(entity.code) }] }}
      initial={initial}
      steps={[
        {
          key: "plan",
          title: words.go,
          fields: [
            { name: "rule_kinds", label: words.rules, required: true, input: <Select mode="multiple" options={options(text.architecture.ruleKinds)} /> },
            { name: "cycle", label: words.cycle, required: true, input: <Select options={options(text.architecture.planCycles)} /> },
            { name: "tolerance", label: words.tolerance, required: true, help: words.toleranceHelp, input: <InputNumber min={0} max={PER_CENT} /> },
            { name: "expected_rows", label: words.expected, help: words.expectedHelp, input: <InputNumber min={0} precision={0} /> },
          ],
        },
      ]}
      submitLabel={words.send}
      submit={send}
      onDone={done}
    />
  );
}

/** Which rules are meant to hold for an entity, how often they are asked, and how much may fail. */
export default function QualityPlanPage() {
  const { code = "" } = useParams();
  const entity = useQuery(entityQuery(code));
  return <Ready query={entity}>{(found) => <PlanForm entity={found} />}</Ready>;
}
