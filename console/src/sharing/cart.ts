import { useCallback } from "react";

import { useKept } from "../kinds/kept";
import { useSession } from "../session/session";

function codes(kept: unknown): string[] {
  return Array.isArray(kept) ? kept.filter((code): code is string => typeof code === "string") : [];
}

/** The catalogue entries a person has put into the cart; kept on this computer until they are applied for. */
export function useCart() {
  const { account_id: account } = useSession();
  const [entries, keep] = useKept<string[]>(`shudao.cart.${account}`, codes);
  const add = useCallback((code: string) => keep((now) => [...now.filter((other) => other !== code), code]), [keep]);
  const remove = useCallback((code: string) => keep((now) => now.filter((other) => other !== code)), [keep]);
  const clear = useCallback(() => keep([]), [keep]);
  return { entries, add, remove, clear };
}
