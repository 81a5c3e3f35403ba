import { useText } from "../../i18n";
import { Facts } from "../../kinds/page/Facts";
import { PlainTable } from "../../kinds/table/PlainTable";
import { ReformContent } from "../../mechanism/parts/ReformContent";
import type { Change } from "../queries";
import styles from "./system.module.css";

/** What a change of a published thing says: each field before and after. */
interface Edit {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  reason: string;
}

interface Pair {
  verdict: "refuse" | "flag" | null;
}

/** What a change would do, in the form in which its kind is best judged. */
export function ChangeContent({ change }: { change: Change }) {
  if (change.kind === "mechanism.reform") {
    return <ReformContent payload={change.payload} isPending={change.state === "pending"} />;
  }
  if (change.kind === "mechanism.post_conflict") return <PairContent {...(change.payload as unknown as Pair)} />;
  if ("before" in change.payload && "after" in change.payload) return <EditContent edit={change.payload as unknown as Edit} />;
  return <pre className={styles["payload"]}>{JSON.stringify(change.payload, null, 2)}</pre>;
}

/** How two posts are to go together. */
function PairContent({ verdict }: Pair) {
  const words = useText().mechanism.groups;
  return <Facts facts={[{ label: words.verdict, value: verdict === null ? words.allowed : words.verdicts[verdict] }]} />;
}

function EditContent({ edit }: { edit: Edit }) {
  const text = useText();
  const words = text.system.changes;
  const fields: Record<string, string> = words.fields;
  const said = (value: unknown) => {
    if (value === null || value === undefined || value === "") return text.common.none;
    if (typeof value === "boolean") return value ? text.common.yes : text.common.no;
    return Array.isArray(value) ? value.join("、") : JSON.stringify(value).replace(/^"|"$/g, "");
  };
  return (
    <>
      <PlainTable
        label={words.payload}
        rows={Object.keys(edit.after)}
        rowKey={(field) => field}
        columns={[
          { key: "field", title: words.field, show: (field) => fields[field] ?? field },
          { key: "before", title: words.before, show: (field) => said(edit.before[field]) },
          { key: "after", title: words.after, show: (field) => said(edit.after[field]) },
        ]}
      />
      <Facts facts={[{ label: words.reason, value: edit.reason, wide: true }]} />
    </>
  );
}
