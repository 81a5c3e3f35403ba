import { type ReactNode, use } from "react";
import { useLocation } from "react-router";

import { type Dictionary, useText } from "../../i18n";
import { SessionContext } from "../../session/session";
import { CopyButton } from "./CopyButton";
import { Notice } from "./Notice";
import styles from "./states.module.css";

interface DeniedProps {
  permission: string | undefined;
  /** The platform's own words, where it gave some. */
  message?: ReactNode;
  next?: ReactNode;
  small?: boolean;
}

function rightWords(permission: string, text: Dictionary): string | null {
  const words: Record<string, string> = text.access.rights;
  return words[permission] ?? null;
}

/** The missing right, and the words to ask for it with: they are sent by whatever way the house has. */
function Right({ permission }: { permission: string }) {
  const text = useText();
  const words = text.states.denied;
  const session = use(SessionContext);
  const { pathname } = useLocation();
  const title = rightWords(permission, text);
  const request = words.askWords(session === null ? "" : `${session.name} (${session.login})`, title ?? permission, pathname);
  return (
    <>
      <dl className={styles["code"]}>
        <dt>{words.right}</dt>
        <dd>
          {title === null ? null : <span className={styles["word"]}>{title}</span>}
          <code>{permission}</code>
        </dd>
      </dl>
      <div>
        <CopyButton value={request} label={words.ask} />
      </div>
    </>
  );
}

/** No permission: which right is missing, who grants it, and the words to ask for it. */
export function Denied({ permission, message, next, small = false }: DeniedProps) {
  const words = useText().states.denied;
  const body = (
    <>
      <p>{message ?? words.body}</p>
      <p>{next ?? words.grants}</p>
      {permission === undefined ? null : <Right permission={permission} />}
    </>
  );
  return <Notice small={small} title={words.title} body={body} />;
}
