/** Small things a person keeps on this computer. A full or forbidden store is no reason for a page to fail. */
import { useCallback, useState } from "react";

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

export function useKept<T>(key: string, read: (kept: unknown) => T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => read(readKept(key)));
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      writeKept(key, next);
    },
    [key],
  );
  return [value, keep];
}
