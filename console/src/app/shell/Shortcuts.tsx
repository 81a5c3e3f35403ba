import { Modal } from "antd";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { onKey } from "./keys";
import styles from "./Shortcuts.module.css";

/** The keys that work everywhere, and the list of all of them behind `?`. */
export function Shortcuts() {
  const text = useText();
  const navigate = useNavigate();
  const [shown, setShown] = useState(false);

  useEffect(() => {
    const undo = [
      onKey("g h", () => void navigate("/")),
      onKey("g i", () => void navigate("/inbox")),
      onKey("?", () => setShown(true)),
    ];
    return () => undo.forEach((off) => off());
  }, [navigate]);

  const words = text.nav.shortcuts;
  const rows: [string, string][] = [
    ["/", words.search],
    ["g h", words.home],
    ["g i", words.inbox],
    ["↑ ↓", words.rows],
    ["← →", words.tree],
    ["Enter", words.openRow],
    ["Space", words.peekRow],
    ["j k", words.nextCase],
    ["?", words.help],
  ];
  return (
    <Modal open={shown} title={words.title} footer={null} onCancel={() => setShown(false)} width={420}>
      <dl className={styles["keys"]}>
        {rows.map(([keys, meaning]) => (
          <div key={keys} className={styles["row"]}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key} className={styles["key"]}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
