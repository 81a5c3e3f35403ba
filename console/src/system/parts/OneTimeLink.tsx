import { Alert } from "antd";

import { useText } from "../../i18n";
import { CopyButton } from "../../kinds/states/CopyButton";
import styles from "./system.module.css";

/** A one-time link, shown once. The token is in the fragment, which no server and no log ever sees. */
export function OneTimeLink({ token, login }: { token: string; login: string }) {
  const words = useText().system.accounts;
  const link = `${location.origin}/enrol#${token}`;
  return (
    <section className={styles["link"]} aria-label={words.linkTitle}>
      <Alert type="warning" showIcon title={words.linkOnce} description={words.linkFor(login)} />
      <code className={styles["address"]}>{link}</code>
      <div>
        <CopyButton value={link} label={words.copyLink} />
      </div>
    </section>
  );
}
