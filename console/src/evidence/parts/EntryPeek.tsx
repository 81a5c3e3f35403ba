import { Button } from "antd";
import { Link, useNavigate } from "react-router";

import { actorWords } from "../../format/actors";
import { formatSecond } from "../../format/dates";
import { useText } from "../../i18n";
import { type Fact, Facts } from "../../kinds/page/Facts";
import { useOrganisationName } from "../../session/organisations";
import type { Entry } from "../queries";
import styles from "./evidence.module.css";
import { SubjectWords } from "./SubjectWords";
import { actionWords } from "./trail";

/** One line of the evidence, whole. */
export function EntryPeek({ entry }: { entry: Entry }) {
  const text = useText();
  const words = text.evidence.entries;
  const place = useOrganisationName();
  const navigate = useNavigate();
  const detail = Object.keys(entry.detail).length === 0 ? words.noDetail : JSON.stringify(entry.detail, null, 2);
  const only = (key: string, value: string) => `/evidence?${new URLSearchParams({ [key]: value }).toString()}`;
  const facts: Fact[] = [
    { label: words.time, value: formatSecond(entry.recorded_at) },
    { label: words.index, value: entry.leaf_index === null ? words.pending : String(entry.leaf_index) },
    { label: words.person, value: actorWords(entry.actor_name, text) },
    { label: words.account, value: <Link to={only("account_id", entry.account_id)}>{words.onlyPerson}</Link> },
    {
      label: words.action,
      value: (
        <>
          {actionWords(entry.action, text)} <code>{entry.action}</code>
        </>
      ),
      wide: true,
    },
    {
      label: words.subject,
      value: (
        <>
          <SubjectWords subject={entry.subject} />
          <br />
          <code>{entry.subject}</code>
        </>
      ),
      wide: true,
    },
  ];
  if (entry.organisation_id) facts.push({ label: words.organisation, value: place(entry.organisation_id) });
  if (entry.behalf_of) facts.push({ label: words.behalf, value: entry.behalf_of });
  if (entry.because) facts.push({ label: words.because, value: <code>{entry.because}</code>, wide: true });
  return (
    <div className={styles["detail"]}>
      <Facts facts={facts} />
      <pre className={styles["block"]} aria-label={words.detail}>
        {detail}
      </pre>
      <div className={styles["bar"]}>
        {entry.leaf_index === null ? null : (
          <Button type="primary" onClick={() => void navigate(`/evidence/proofs/${entry.leaf_index ?? 0}`)}>
            {words.proof}
          </Button>
        )}
        <Link to={only("subject", entry.subject)}>{words.onlySubject}</Link>
      </div>
    </div>
  );
}
