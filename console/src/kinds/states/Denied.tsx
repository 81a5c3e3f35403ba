import type { ReactNode } from "react";

import { useText } from "../../i18n";
import { Notice } from "./Notice";
import styles from "./states.module.css";

interface DeniedProps {
  permission: string | undefined;
  /** The platform's own words, where it gave some. */
  message?: ReactNode;
  next?: ReactNode;
  small?: boolean;
}

/** No permission: which right is missing, and who grants it. */
export function Denied({ permission, message, next, small = false }: DeniedProps) {
  const words = useText().states.denied;
  const body = (
    <>
      <p>{message ?? words.body}</p>
      {permission === undefined ? null : (
        <dl className={styles["code"]}>
          <dt>{words.right}</dt>
          <dd>{permission}</dd>
        </dl>
      )}
      <p>{next ?? words.grants}</p>
    </>
  );
  return <Notice small={small} title={words.title} body={body} />;
}
