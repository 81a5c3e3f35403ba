/** Small things a person keeps on this computer. A full or forbidden store is no reason for a page to fail. */
import { useCallback, useRef, useState } from "react";

export function readKept(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

export function writeKept(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and full stores refuse; the choice then lasts as long as the page.
  }
}

type Keep<T> = (next: T | ((now: T) => T)) => void;

/** What is kept under the key, and the way to change it: `keep` stays the same function, so that effects may name it. */
export function useKept<T>(key: string, read: (kept: unknown) => T): [T, Keep<T>] {
  const [value, setValue] = useState(() => read(readKept(key)));
  const latest = useRef(value);
  const keep = useCallback<Keep<T>>(
    (next) => {
      latest.current = next instanceof Function ? next(latest.current) : next;
      setValue(latest.current);
      writeKept(key, latest.current);
    },
    [key],
  );
  return [value, keep];
}
