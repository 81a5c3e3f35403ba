import { NodeName } from "../../architecture/parts/NodeName";
import { useText } from "../../i18n";
import type { Appointment } from "../queries";

const LEVELS: Partial<Record<Appointment["scope"]["kind"], number>> = { domain: 1, subject_area: 2 };

/** How far a post reaches: the whole city, one's organisation, or a part of the architecture by its name. */
export function ScopeWords({ scope }: { scope: Appointment["scope"] }) {
  const words = useText().mechanism.scopes;
  const level = LEVELS[scope.kind];
  if (level === undefined || !scope.code) return <>{words[scope.kind]}</>;
  return (
    <>
      {words[scope.kind]} <NodeName code={scope.code} level={level} />
    </>
  );
}
