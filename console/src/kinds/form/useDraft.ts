import { useCallback, useEffect, useRef, useState } from "react";

import { useSession } from "../../session/session";
import { dropDraft, readDraft, writeDraft } from "./draft";

const SAVE_AFTER_MS = 1000;

export interface DraftState<Values> {
  /** The draft that was there when the form was opened. */
  found: { at: string; values: Partial<Values> } | null;
  /** When it was saved last, since. */
  savedAt: string | null;
  note: (values: Partial<Values>) => void;
  drop: () => void;
}

/** Saves what is typed a second after typing pauses; it is gone once sent or discarded. */
export function useDraft<Values>(form: string, version: string): DraftState<Values> {
  const account = useSession().account_id;
  const [found, setFound] = useState(() => readDraft<Values>(account, form, version));
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  const note = useCallback(
    (values: Partial<Values>) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const at = new Date().toISOString();
        writeDraft(account, form, { at, version, values });
        setSavedAt(at);
      }, SAVE_AFTER_MS);
    },
    [account, form, version],
  );

  const drop = useCallback(() => {
    clearTimeout(timer.current);
    dropDraft(account, form);
    setFound(null);
    setSavedAt(null);
  }, [account, form]);

  return { found, savedAt, note, drop };
}
