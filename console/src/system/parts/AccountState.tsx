import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Account } from "../queries";

export function AccountState({ account }: { account: Account }) {
  const words = useText().system.accounts.states;
  const active = account.state === "active";
  return <Chip tone={active ? "good" : "paused"}>{active ? words.active : words.disabled}</Chip>;
}
