import type { ReactNode } from "react";

import { Denied } from "../kinds/states/Denied";
import { useCan } from "../session/session";

/** A page for those who hold a permission; others are told which, and who grants it. */
export function Guarded({ permission, children }: { permission: string | undefined; children: ReactNode }) {
  const can = useCan();
  return can(permission) ? children : <Denied permission={permission} />;
}
