import { NavLink } from "react-router";

import styles from "./PageTabs.module.css";

interface PageTabsProps {
  label: string;
  pages: readonly { to: string; label: string }[];
}

/** Pages that belong together, each with its own address; they look like tabs and are links. */
export function PageTabs({ label, pages }: PageTabsProps) {
  return (
    <nav aria-label={label} className={styles["tabs"]}>
      {pages.map((page) => (
        <NavLink key={page.to} to={page.to} end className={styles["tab"] ?? ""}>
          {page.label}
        </NavLink>
      ))}
    </nav>
  );
}
