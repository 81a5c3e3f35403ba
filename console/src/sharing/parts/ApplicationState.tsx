import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { TimeLeft } from "../../kinds/chips/TimeLeft";
import type { ApplicationItem } from "../queries";
import { STATE_TONES } from "./words";

export function ApplicationState({ state }: { state: ApplicationItem["state"] }) {
  return <Chip tone={STATE_TONES[state]}>{useText().sharing.states[state]}</Chip>;
}

/** What is left of the present step's time; a returned application's clock stands still. */
export function ApplicationDue({ application }: { application: ApplicationItem }) {
  const text = useText();
  const { working_days_left: left, due_on: due, due_estimated: estimated, state } = application;
  if (state === "returned") return <TimeLeft workingDays={left ?? 0} dueAt={due} paused />;
  if (left === null) return <>{text.common.none}</>;
  return <TimeLeft workingDays={left} dueAt={due} estimated={estimated} />;
}
