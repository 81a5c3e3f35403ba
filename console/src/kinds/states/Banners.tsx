import { Alert, Button, Space } from "antd";

import { useText } from "../../i18n";
import styles from "./states.module.css";

/** Parts of a page that could not be loaded, named, with a retry; the rest of the page stays usable. */
export function Partial({ missing, retry }: { missing: readonly string[]; retry: () => void }) {
  const text = useText();
  if (missing.length === 0) return null;
  return (
    <Alert
      className={styles["banner"]}
      type="warning"
      showIcon
      title={text.states.partial(missing.join(text.common.listJoin))}
      action={
        <Button size="small" onClick={retry}>
          {text.common.retry}
        </Button>
      }
    />
  );
}

interface StaleProps {
  /** What the other person changed, where the platform told. */
  changed?: string;
  reload: () => void;
  keep: () => void;
}

/** Someone else changed what is being edited: nothing typed is lost, and the newest can be loaded. */
export function Stale({ changed, reload, keep }: StaleProps) {
  const text = useText();
  const words = text.states.stale;
  return (
    <Alert
      className={styles["banner"]}
      type="warning"
      showIcon
      title={words.title}
      description={changed ?? words.body}
      action={
        <Space orientation="vertical">
          <Button type="primary" onClick={reload}>
            {words.reload}
          </Button>
          <Button onClick={keep}>{words.keep}</Button>
        </Space>
      }
    />
  );
}
