import { DownOutlined } from "@ant-design/icons";
import { Drawer } from "antd";
import { useState } from "react";
import { Link, useLocation } from "react-router";

import { useText } from "../../i18n";
import { useCan } from "../../session/session";
import { currentLink, navigationFor, type NavigationStep } from "../navigation";
import { PAGES, STEPS } from "../pages";
import styles from "./SideNavigation.module.css";

function Step({ step, label, links, current }: NavigationStep & { current: string | null }) {
  const here = links.some((link) => link.path === current);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? (here || step === "workbench");
  const id = `step-${step}`;
  return (
    <li className={styles["step"]}>
      <button type="button" className={styles["head"]} aria-expanded={open} aria-controls={id} onClick={() => setChosen(!open)}>
        <span>{label}</span>
        <DownOutlined className={open ? styles["arrowOpen"] : styles["arrow"]} aria-hidden />
      </button>
      <ul id={id} hidden={!open}>
        {links.map((link) => (
          <li key={link.path}>
            <Link to={link.path} className={styles["link"]} aria-current={link.path === current ? "page" : undefined}>
              {link.label}
            </Link>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Steps() {
  const text = useText();
  const can = useCan();
  const { pathname } = useLocation();
  const steps = navigationFor(PAGES, STEPS, text, can);
  const current = currentLink(steps.flatMap(({ links }) => links.map(({ path }) => path)), pathname);
  return (
    <nav aria-label={text.nav.main} className={styles["nav"]}>
      <ul>
        {steps.map((step) => (
          <Step key={step.step} {...step} current={current} />
        ))}
      </ul>
    </nav>
  );
}

export function SideNavigation() {
  return (
    <div className={styles["side"]}>
      <Steps />
    </div>
  );
}

/** The same navigation on a phone, drawn in from the side. */
export function NavigationDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const text = useText();
  return (
    <Drawer placement="left" size={280} open={open} onClose={onClose} title={text.common.product} destroyOnHidden>
      <Steps />
    </Drawer>
  );
}
