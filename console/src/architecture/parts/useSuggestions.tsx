import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, type ReactNode } from "react";

import { useText } from "../../i18n";
import { useCan } from "../../session/session";
import { suggestionsQuery } from "../queries";
import { alike } from "./alike";
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
  const words = useText().architecture.search;
  const can = useCan();
  const kindWord = useKindWord();
  const q = useDeferredValue(typed.trim());
  const { data } = useQuery({
    ...suggestionsQuery(q),
    enabled: q !== "" && can("architecture.ledger.read"),
    placeholderData: keepPreviousData,
  });
  if (q === "" || data === undefined) return [];
  const offered = alike(data.items).slice(0, MOST);
  return offered.flatMap(({ hit, count }): Suggestion[] => {
    const all = `/search?${new URLSearchParams({ q: hit.name, kind: hit.kind }).toString()}`;
    const value = count > 1 ? all : hitPath(hit.kind, hit.code, hit.name);
    if (value === null) return [];
    const label = (
      <span className={styles["suggestion"]}>
        <span className={styles["name"]}>
          <Highlighted text={hit.name} query={q} />
        </span>
        <span className={styles["kind"]}>{kindWord(hit.kind)}</span>
        <span className={styles["code"]}>{count > 1 ? words.places(count) : hit.code}</span>
      </span>
    );
    return [{ value, label }];
  });
}
