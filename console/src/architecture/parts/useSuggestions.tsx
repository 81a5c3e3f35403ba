import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, type ReactNode } from "react";

import { useCan } from "../../session/session";
import { searchQuery } from "../queries";
import { Highlighted } from "./Highlighted";
import { hitPath } from "./paths";
import styles from "./Suggestions.module.css";
import { useKindWord } from "./words";

export interface Suggestion {
  /** Where it leads. */
  value: string;
  label: ReactNode;
}

const MOST = 8;

/** What of the data fits the words while they are typed, best first; the words stand out in each. */
export function useSuggestions(typed: string): Suggestion[] {
  const can = useCan();
  const kindWord = useKindWord();
  const q = useDeferredValue(typed.trim());
  const { data } = useQuery({
    ...searchQuery({ q, offset: 0, limit: MOST }),
    enabled: q !== "" && can("architecture.ledger.read"),
    placeholderData: keepPreviousData,
  });
  if (q === "" || data === undefined) return [];
  return data.items.flatMap((hit): Suggestion[] => {
    const value = hitPath(hit.kind, hit.code, hit.name);
    if (value === null) return [];
    const label = (
      <span className={styles["suggestion"]}>
        <span className={styles["name"]}>
          <Highlighted text={hit.name} query={q} />
        </span>
        <span className={styles["kind"]}>{kindWord(hit.kind)}</span>
        <span className={styles["code"]}>{hit.code}</span>
      </span>
    );
    return [{ value, label }];
  });
}
