import { Tabs } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Grade } from "../chips/Grade";
import { Owner, type OwnerContact } from "../chips/Owner";
import { StateChip } from "../chips/StateChip";
import { type Crumb, PageHead } from "../page/PageHead";
import styles from "./Entity.module.css";
import { NextStep, type NextStepProps } from "./NextStep";

export interface EntityTab {
  key: string;
  label: string;
  /** Shown beside the label, when it is known. */
  count?: number;
  content: () => ReactNode;
}

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
    const words = score === null ? text.format.score.unset : text.format.score.value(formatNumber(score));
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

function EntityTabs({ tabs }: { tabs: readonly EntityTab[] }) {
  const [params, setParams] = useSearchParams();
  const wanted = params.get("tab");
  const open = tabs.find((tab) => tab.key === wanted) ?? tabs[0];
  // Another tab starts with its own list state: the old tab's filters would mean nothing there.
  const choose = (key: string) => setParams(key === tabs[0]?.key ? {} : { tab: key });
  return (
    <Tabs
      className={styles["tabs"] ?? ""}
      activeKey={open?.key ?? ""}
      onChange={choose}
      destroyOnHidden
      items={tabs.map((tab) => ({
        key: tab.key,
        label: tab.count === undefined ? tab.label : `${tab.label} ${formatNumber(tab.count)}`,
        children: tab.key === open?.key ? tab.content() : null,
      }))}
    />
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
      <EntityTabs tabs={tabs} />
    </div>
  );
}
