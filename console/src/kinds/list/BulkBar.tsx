import { App, Button } from "antd";
import { useState } from "react";

import { asProblem } from "../../api/problem";
import { useText } from "../../i18n";
import { problemWords } from "../states/Failure";
import styles from "./ListToolbar.module.css";
import type { BulkAction } from "./types";

interface BulkBarProps {
  actions: readonly BulkAction[];
  selected: readonly string[];
  clear: () => void;
}

/** What can be done with the selected rows; every button says with how many. */
export function BulkBar({ actions, selected, clear }: BulkBarProps) {
  const text = useText();
  const { message } = App.useApp();
  const [running, setRunning] = useState<string | null>(null);

  const run = async (action: BulkAction) => {
    setRunning(action.key);
    try {
      await action.run(selected);
      clear();
    } catch (cause) {
      void message.error(problemWords(asProblem(cause), text));
    } finally {
      setRunning(null);
    }
  };

  return (
    <div className={styles["bulk"]} role="status">
      <span>{text.kinds.list.selected(selected.length)}</span>
      {actions.map((action) => (
        <Button
          key={action.key}
          danger={action.danger ?? false}
          loading={running === action.key}
          disabled={running !== null}
          onClick={() => void run(action)}
        >
          {action.label(selected.length)}
        </Button>
      ))}
      <Button type="text" onClick={clear}>
        {text.common.cancel}
      </Button>
    </div>
  );
}
