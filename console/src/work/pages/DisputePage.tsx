import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";

import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import { TimeLeft } from "../../kinds/chips/TimeLeft";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { History } from "../../kinds/review/History";
import { Ready } from "../../kinds/states/Ready";
import { PersonPicker } from "../../mechanism/parts/PersonPicker";
import { useCan } from "../../session/session";
import {
  addToDispute,
  appealDispute,
  type Dispute,
  type DisputeCase,
  disputeQuery,
  ruleDispute,
  withdrawDispute,
} from "../life";
import { Discussion } from "../parts/Discussion";
import styles from "../parts/life.module.css";

const WORK = [["work"], ["architecture"], ["mechanism"]] as const;
const GRADES = ["G1", "G2", "G3", "G4"] as const;

/** The ruling: its words, and what it sets. */
function Ruling({ dispute }: { dispute: Dispute }) {
  const text = useText();
  const words = text.work.disputes;
  const grades = text.format.grade.words;
  const [person, setPerson] = useState<string>();
  const [grade, setGrade] = useState<string>();
  return (
    <Section title={words.rule}>
      <div className={styles["body"]}>
        <p className={styles["note"]}>{words.ruleIntro}</p>
        {dispute.topic === "owner" ? (
          <div className={styles["bar"]}>
            <PersonPicker label={words.owner} placeholder={words.owner} value={person ?? null} onChange={setPerson} />
          </div>
        ) : null}
        {dispute.topic === "grade" ? (
          <div className={styles["bar"]}>
            <Select
              aria-label={words.grade}
              placeholder={words.grade}
              value={grade}
              onChange={setGrade}
              options={GRADES.map((value) => ({ value, label: grades[value] }))}
            />
          </div>
        ) : null}
        <ActionButton
          tone="primary"
          label={words.rule}
          ask={{ reason: "required" }}
          disabled={(dispute.topic === "owner" && person === undefined) || (dispute.topic === "grade" && grade === undefined)}
          run={({ reason }) =>
            ruleDispute(dispute.id, { words: reason, person_id: person ?? null, grade: grade ?? null, version: dispute.version })
          }
          done={words.ruledDone}
          changes={WORK}
        />
      </div>
    </Section>
  );
}

function Acts({ found }: { found: DisputeCase }) {
  const words = useText().work.disputes;
  const mayOpen = useCan()("mechanism.dispute.open");
  const { dispute, is_party: isParty } = found;
  const common = { ask: { reason: "required" }, changes: WORK } as const;
  const isOpen = dispute.state === "open";
  return (
    <div className={styles["bar"]}>
      {isOpen ? (
        <ActionButton {...common} label={words.add} run={({ reason }) => addToDispute(dispute.id, reason)} done={words.added} />
      ) : null}
      {isParty && mayOpen && isOpen && dispute.level === 1 ? (
        <ActionButton {...common} label={words.withdraw} run={({ reason }) => withdrawDispute(dispute.id, reason)} />
      ) : null}
      {isParty && mayOpen && dispute.state === "ruled" && dispute.level === 1 ? (
        <ActionButton {...common} label={words.appeal} run={({ reason }) => appealDispute(dispute.id, reason)} />
      ) : null}
    </div>
  );
}

function Case({ found }: { found: DisputeCase }) {
  const text = useText();
  const words = text.work.disputes;
  const { dispute, thread } = found;
  const due = <TimeLeft workingDays={dispute.working_days_left} dueAt={dispute.due_on} estimated={dispute.due_estimated} />;
  const history = thread.map((one) => ({
    key: one.id,
    at: one.at,
    who: [one.organisation_name, one.author_name].filter(Boolean).join(" "),
    what: words.contributions[one.kind],
    note: one.text,
  }));
  return (
    <>
      <PageHead
        title={words.caseOf(words.topics[dispute.topic], dispute.title)}
        crumbs={[{ label: words.title, to: "/disputes" }]}
        marks={<Chip tone={dispute.state === "open" ? "working" : "neutral"}>{words.states[dispute.state]}</Chip>}
      />
      <Stack>
        <Section title={words.asked}>
          <Facts
            facts={[
              { label: words.thing, value: <Link to={dispute.path}>{dispute.title}</Link> },
              { label: words.claimant, value: dispute.claimant_name },
              { label: words.respondent, value: dispute.respondent_name },
              { label: words.ruler, value: words.levels(dispute.ruling_name, dispute.level) },
              ...(dispute.state === "open" ? [{ label: words.due, value: due }] : []),
              { label: words.claim, value: dispute.claim, wide: true },
              ...(dispute.outcome === null
                ? []
                : [
                    { label: words.outcome, value: dispute.outcome.words, wide: true },
                    { label: words.carriedOut, value: dispute.is_carried_out ? words.carriedOutYes : words.carriedOutNo, wide: true },
                  ]),
            ]}
          />
        </Section>
        <Section title={words.thread}>
          <History entries={history} />
          <div className={styles["body"]}>
            <Acts found={found} />
          </div>
        </Section>
        {found.may_rule ? <Ruling dispute={dispute} /> : null}
        <Discussion subject={`mechanism/dispute/${dispute.id}`} />
      </Stack>
    </>
  );
}

export default function DisputePage() {
  const { id = "" } = useParams();
  return <Ready query={useQuery(disputeQuery(id))}>{(found) => <Case found={found} />}</Ready>;
}
