import { useEffect, type ReactNode } from "react";
import { Link } from "react-router";

import { useText } from "../../i18n";
import styles from "./PageHead.module.css";

export interface Crumb {
  label: string;
  to?: string;
}

export interface PageHeadProps {
  title: string;
  /** One line under the title: what this page is for. */
  intro?: ReactNode;
  crumbs?: readonly Crumb[];
  /** Chips beside the title. */
  marks?: ReactNode;
  /** At most one primary action; the rest plain. */
  actions?: ReactNode;
}

export function usePageTitle(title: string): void {
  const product = useText().common.product;
  useEffect(() => {
    document.title = title === "" ? product : `${title} · ${product}`;
  }, [title, product]);
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const text = useText();
  return (
    <nav aria-label={text.kinds.entity.path}>
      <ol className={styles["crumbs"]}>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>{crumb.to === undefined ? crumb.label : <Link to={crumb.to}>{crumb.label}</Link>}</li>
        ))}
      </ol>
    </nav>
  );
}

/** The head of every page: where it stands, its name, what it is for, what can be done. */
export function PageHead({ title, intro, crumbs, marks, actions }: PageHeadProps) {
  usePageTitle(title);
  return (
    <header className={styles["head"]}>
      <div className={styles["words"]}>
        {crumbs === undefined ? null : <Crumbs crumbs={crumbs} />}
        <div className={styles["titleLine"]}>
          <h1 className={styles["title"]}>{title}</h1>
          {marks}
        </div>
        {intro === undefined ? null : <div className={styles["intro"]}>{intro}</div>}
      </div>
      {actions === undefined ? null : <div className={styles["actions"]}>{actions}</div>}
    </header>
  );
}
