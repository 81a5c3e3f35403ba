import { NodeName } from "../../architecture/parts/NodeName";
import { useText } from "../../i18n";
import { Facts } from "../../kinds/page/Facts";
import { useOrganisationName } from "../../session/organisations";
import type { Duty } from "../queries";
import styles from "./mechanism.module.css";

type Step = Duty["matters"][number]["steps"][number];

function Objects({ codes }: { codes: readonly string[] }) {
  return codes.map((code) => (
    <span key={code}>
      <NodeName code={code} level={3} />{" "}
    </span>
  ));
}

/** One step of a process: what goes in and out, and what it does to which business objects. */
function StepCard({ step }: { step: Step }) {
  const text = useText();
  const words = text.mechanism.duties;
  const join = (things: readonly string[]) => things.join(text.common.listJoin);
  const lines = [
    [words.inputs, step.inputs.length === 0 ? null : join(step.inputs)],
    [words.outputs, step.outputs.length === 0 ? null : join(step.outputs)],
    [words.creates, step.creates.length === 0 ? null : <Objects key="creates" codes={step.creates} />],
    [words.reads, step.reads.length === 0 ? null : <Objects key="reads" codes={step.reads} />],
    [words.changes, step.changes.length === 0 ? null : <Objects key="changes" codes={step.changes} />],
    [words.retires, step.retires.length === 0 ? null : <Objects key="retires" codes={step.retires} />],
    [words.systems, step.systems.length === 0 ? null : join(step.systems)],
  ] as const;
  return (
    <li className={styles["step"]}>
      <strong>{step.name}</strong>
      <code className={styles["code"]}>{step.code}</code>
      <dl>
        {lines.map(([label, value]) =>
          value === null ? null : (
            <div key={label} className={styles["pair"]}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </li>
  );
}

/** A duty down to its steps. */
export function DutyPeek({ duty }: { duty: Duty }) {
  const text = useText();
  const words = text.mechanism.duties;
  const organisationName = useOrganisationName();
  return (
    <div className={styles["matters"]}>
      <Facts
        facts={[
          { label: words.organisation, value: organisationName(duty.organisation_id) },
          { label: words.code, value: duty.code },
          { label: words.basis, value: duty.basis || text.common.none, wide: true },
          {
            label: words.domain,
            value: duty.derives_domain ? (
              <NodeName code={duty.derives_domain} level={1} />
            ) : (
              words.none
            ),
          },
        ]}
      />
      {duty.matters.map((matter) => (
        <section key={matter.code} className={styles["matter"]} aria-label={matter.name}>
          <h3>
            {matter.name}
            <code className={styles["code"]}>{matter.code}</code>
          </h3>
          <ol className={styles["matter"]}>
            {matter.steps.map((step) => (
              <StepCard key={step.code} step={step} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
