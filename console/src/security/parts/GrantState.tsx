import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Grant } from "../queries";

/** Active or revoked; one whose term has not begun or is over says so. */
export function GrantStateChip({ grant }: { grant: Grant }) {
  const words = useText().security.grants.states;
  if (grant.state === "revoked") return <Chip tone="bad">{words.revoked}</Chip>;
  if (grant.is_usable) return <Chip tone="good">{words.active}</Chip>;
  const over = grant.valid_to < formatDate(new Date().toISOString());
  return <Chip tone="paused">{over ? words.expired : words.notYet}</Chip>;
}
