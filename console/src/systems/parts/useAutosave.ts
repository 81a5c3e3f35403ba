import { useEffect, useRef, useState } from "react";

import { type DraftContent, saveDraft } from "../queries";

const PAUSE_MS = 1200;
const RETRY_MS = 8000;

export type Saving = { state: "still" } | { state: "saving" } | { state: "saved"; at: Date } | { state: "failed" };

/** Keeps what is typed on the server, a moment after the last key; one saving at a time, the newest words win. */
export function useAutosave(code: string, table: string, version: number, content: DraftContent | null): Saving {
  const [saving, setSaving] = useState<Saving>({ state: "still" });
  const known = useRef(version);
  const running = useRef(false);
  const [again, setAgain] = useState(0);

  useEffect(() => {
    if (content === null) return;
    const timer = setTimeout(() => {
      if (running.current) {
        setAgain((n) => n + 1);
        return;
      }
      running.current = true;
      setSaving({ state: "saving" });
      saveDraft(code, table, known.current, content)
        .then((saved) => {
          known.current = saved.version;
          setSaving({ state: "saved", at: new Date() });
        })
        .catch(() => {
          setSaving({ state: "failed" });
          setTimeout(() => setAgain((n) => n + 1), RETRY_MS);
        })
        .finally(() => {
          running.current = false;
        });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [code, table, content, again]);

  return saving;
}
