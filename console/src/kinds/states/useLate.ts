import { useEffect, useState } from "react";

const PATIENCE_MS = 300;

/** False at first, true once one has waited long enough to need telling: quick answers never flicker. */
export function useLate(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return late;
}
