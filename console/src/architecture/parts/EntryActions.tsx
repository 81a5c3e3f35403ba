import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { useCan } from "../../session/session";
import { approveEntry, CATALOGUE, type Entry, rejectEntry, submitEntry } from "../queries";

const TO_SUBMIT: readonly Entry["state"][] = ["draft", "reg_reject", "registered", "pub_reject"];
const TO_DECIDE: readonly Entry["state"][] = ["wait_reg_approve", "wait_pub_approve"];

/** What can be done with an entry now, by those who hold the right; the platform decides over whose each time. */
export function EntryActions({ entry }: { entry: Entry }) {
  const words = useText().architecture.catalogue;
  const can = useCan();
  if (TO_SUBMIT.includes(entry.state) && can("architecture.catalogue.compile")) {
    return (
      <ActionButton
        tone="primary"
        label={words.submit}
        run={(_, key) => submitEntry(entry.code, key)}
        done={words.submitted}
        changes={[CATALOGUE]}
      />
    );
  }
  if (!TO_DECIDE.includes(entry.state) || !can("architecture.catalogue.review")) return null;
  return (
    <>
      <ActionButton
        tone="primary"
        label={words.approve}
        run={({ reason }, key) => approveEntry(entry.code, reason, key)}
        done={words.approved}
        changes={[CATALOGUE]}
        ask={{ reason: "optional" }}
      />
      <ActionButton
        tone="danger"
        label={words.reject}
        run={({ reason }, key) => rejectEntry(entry.code, reason, key)}
        done={words.rejected}
        changes={[CATALOGUE]}
        ask={{ reason: "required" }}
      />
    </>
  );
}
