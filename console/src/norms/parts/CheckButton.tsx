import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { useCan } from "../../session/session";
import { NORMS, startCheck } from "../queries";
import { CHECK } from "./words";

/** Checks the whole ledger in the background; the board shows the outcome when it is there. */
export function CheckButton() {
  const words = useText().norms.results;
  const can = useCan();
  if (!can(CHECK)) return null;
  return <ActionButton label={words.check} tone="primary" run={(_, key) => startCheck(key)} done={words.started} changes={[NORMS]} />;
}
