import type { ReactNode } from "react";

import { formatScore } from "../../format/numbers";
import { useText } from "../../i18n";
import { useLifeTabs } from "../../work/parts/useLifeTabs";
import { Grade } from "../chips/Grade";
import { Owner, type OwnerContact } from "../chips/Owner";
import { StateChip } from "../chips/StateChip";
import { type Crumb, PageHead } from "../page/PageHead";
import styles from "./Entity.module.css";
import { type EntityTab, EntityTabs } from "./EntityTabs";
import { NextStep, type NextStepProps } from "./NextStep";

export type { EntityTab } from "./EntityTabs";

export interface EntityKindProps {
  name: string;
  /** What it is, in a word: 业务对象, 数据服务. */
  kind: string;
  code?: string | null;
  state?: string | null;
  /** A chip of its own in place of the state's, where the thing has states that only it knows. */
  mark?: ReactNode;
  /** Left out where the thing has no owner by nature; null says that nobody answers for it. */
  owner?: OwnerContact | null;
  grade?: string | null;
  score?: number | null;
  usedBy?: ReactNode;
  /** What else belongs on the identity line. */
  facts?: readonly { label: string; value: ReactNode }[];
  crumbs?: readonly Crumb[];
  /** At most one primary action. */
  actions?: ReactNode;
  next?: NextStepProps | null;
  /** Stale and partial banners. */
  banners?: ReactNode;
  tabs: readonly EntityTab[];
  /** Parts of the address that say which thing it is, and stay when the tab changes. */
  keeps?: readonly string[];
  /** How the evidence names it (`architecture/node/<code>`): then its page ends with impact and discussion. */
  subject?: string;
}

/** The tabs of one thing, with those that every thing has. */
function LivingTabs({ subject, tabs, keeps }: { subject: string; tabs: readonly EntityTab[]; keeps: readonly string[] }) {
  return <EntityTabs tabs={[...tabs, ...useLifeTabs(subject)]} keeps={keeps} />;
}

/** Who it is and how it stands, on one line; what is not applicable is left out. */
function Identity(props: EntityKindProps) {
  const text = useText();
  const { kind, code, owner, grade, score, usedBy } = props;
  const facts: [string, ReactNode][] = [];
  if (code) facts.push([text.format.code, <code key="code">{code}</code>]);
  if (owner !== undefined) facts.push([text.format.owner.label, <Owner key="owner" owner={owner} />]);
  if (grade !== undefined) facts.push([text.format.grade.label, <Grade key="grade" grade={grade} />]);
  if (score !== undefined) {
    const words = score === null ? text.format.score.unset : text.format.score.value(formatScore(score));
    facts.push([text.format.score.label, words]);
  }
  if (usedBy !== undefined) facts.push([text.kinds.entity.usedBy, usedBy]);
  for (const more of props.facts ?? []) facts.push([more.label, more.value]);
  return (
    <div className={styles["identity"]}>
      <span className={styles["kind"]}>{kind}</span>
      <dl className={styles["facts"]}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Page kind 3: one thing, whatever it is. */
export function EntityKind(props: EntityKindProps) {
  const { name, state, mark, crumbs, actions, next, banners, tabs } = props;
  return (
    <div className={styles["page"]}>
      <PageHead
        title={name}
        {...(crumbs === undefined ? {} : { crumbs })}
        marks={mark ?? (state ? <StateChip state={state} /> : null)}
        intro={<Identity {...props} />}
        {...(actions === undefined ? {} : { actions })}
      />
      {banners}
      {next ? <NextStep {...next} /> : null}
      {props.subject === undefined ? (
        <EntityTabs tabs={tabs} keeps={props.keeps ?? []} />
      ) : (
        <LivingTabs subject={props.subject} tabs={tabs} keeps={props.keeps ?? []} />
      )}
    </div>
  );
}
