import { useText } from "../../i18n";
import { Facts } from "../../kinds/page/Facts";
import { PlainTable } from "../../kinds/table/PlainTable";
import { MergerPreview } from "../../mechanism/parts/MergerPreview";
import type { Merger } from "../../mechanism/queries";
import { useOrganisationName } from "../../session/organisations";
import type { Change } from "../queries";
import styles from "./system.module.css";

/** What a change of a published thing says: each field before and after. */
interface Edit {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  reason: string;
}

/** What a change would do, in the form in which its kind is best judged. */
export function ChangeContent({ change }: { change: Change }) {
  if (change.kind === "mechanism.merge") return <MergerContent change={change} />;
  if ("before" in change.payload && "after" in change.payload) return <EditContent edit={change.payload as unknown as Edit} />;
  return <pre className={styles["payload"]}>{JSON.stringify(change.payload, null, 2)}</pre>;
}

function MergerContent({ change }: { change: Change }) {
  const words = useText().mechanism.merge;
  const nameOf = useOrganisationName();
  const merger = change.payload as unknown as Merger;
  const facts = [
    { label: words.predecessors, value: merger.predecessors.map(nameOf).join("、"), wide: true },
    { label: words.successor, value: nameOf(merger.successor), wide: true },
    { label: words.basis, value: merger.basis, wide: true },
  ];
  // Afterwards the organisations that ended have no name among those that stand; the title still says who they were.
  if (change.state !== "pending") return <Facts facts={facts.slice(1)} />;
  return (
    <>
      <Facts facts={facts} />
      <MergerPreview merger={merger} />
    </>
  );
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
