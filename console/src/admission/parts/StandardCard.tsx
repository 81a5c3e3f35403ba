import { Link } from "react-router";

import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Gate } from "../queries";
import styles from "./admission.module.css";
import { mendPath } from "./paths";

type Finding = Gate["findings"][number];

/** What a standard lacks: each point, whom to ask, and the way to where it is mended. */
function Lack({ finding, entityCode }: { finding: Finding; entityCode: string | null }) {
  const text = useText();
  const words = text.admission.gate;
  const to = mendPath(finding.standard, entityCode);
  return (
    <dl className={styles["facts"]}>
      <dt>{words.missing}</dt>
      <dd>
        <ul className={styles["missing"]}>
          {finding.missing.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </dd>
      {finding.whom === "" ? null : (
        <>
          <dt>{words.whom}</dt>
          <dd>{finding.whom}</dd>
        </>
      )}
      {finding.where === "" ? null : (
        <>
          <dt>{words.where}</dt>
          <dd>
            <span className={styles["marks"]}>
              <span>{finding.where}</span>
              {to === null ? null : <Link to={to}>{words.goThere}</Link>}
            </span>
          </dd>
        </>
      )}
    </dl>
  );
}

/** One of the six standards: whether it is met by word, colour and shape; the evidence, or everything that is missing. */
export function StandardCard({ finding, number, entityCode }: { finding: Finding; number: number; entityCode: string | null }) {
  const text = useText();
  const words = text.admission.gate;
  const { holds, standard, evidence } = finding;
  return (
    <li className={`${styles["standard"] ?? ""} ${(holds ? styles["holds"] : styles["lacks"]) ?? ""}`}>
      <span className={styles["number"]} aria-hidden>
        {number}
      </span>
      <div className={styles["words"]}>
        <div className={styles["line"]}>
          <h2 className={styles["name"]}>{words.standards[standard]}</h2>
          <Chip tone={holds ? "good" : "bad"}>{holds ? words.holds : words.lacks}</Chip>
        </div>
        <p className={styles["hint"]}>{words.hints[standard]}</p>
        {holds ? (
          <dl className={styles["facts"]}>
            <dt>{words.evidence}</dt>
            <dd>{evidence || text.common.none}</dd>
          </dl>
        ) : (
          <Lack finding={finding} entityCode={entityCode} />
        )}
      </div>
    </li>
  );
}
