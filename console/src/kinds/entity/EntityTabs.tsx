import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useSearchParams } from "react-router";

import { formatNumber } from "../../format/numbers";
import styles from "./Entity.module.css";

export interface EntityTab {
  key: string;
  label: string;
  /** Shown beside the label, when it is known. */
  count?: number;
  content: () => ReactNode;
}

interface EntityTabsProps {
  tabs: readonly EntityTab[];
  /** Parts of the address that say which thing it is, and stay when the tab changes. */
  keeps?: readonly string[];
}

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** The parts of one thing, one at a time; which one is open lives in the address. On a phone the bar scrolls sideways. */
export function EntityTabs({ tabs, keeps = [] }: EntityTabsProps) {
  const [params, setParams] = useSearchParams();
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  const wanted = params.get("tab");
  const at = Math.max(0, tabs.findIndex((tab) => tab.key === wanted));
  const open = tabs[at];
  if (open === undefined) return null;

  // Another tab starts with its own list state: the old tab's filters would mean nothing there.
  const choose = (tab: EntityTab) => {
    const next = new URLSearchParams([...params].filter(([name]) => keeps.includes(name)));
    if (tab !== tabs[0]) next.set("tab", tab.key);
    setParams(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const next = STEPS[event.key]?.(at, tabs.length - 1);
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || tab === undefined) return;
    event.preventDefault();
    choose(tab);
    bar.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };

  return (
    <div className={styles["tabs"]}>
      <div role="tablist" className={styles["bar"]} ref={bar} tabIndex={-1} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            className={styles["tab"]}
            aria-selected={tab === open}
            aria-controls={tab === open ? `${id}-panel` : undefined}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => choose(tab)}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className={styles["count"]}>{formatNumber(tab.count)}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${open.key}`} className={styles["panel"]}>
        {open.content()}
      </div>
    </div>
  );
}
