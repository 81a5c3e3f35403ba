import { useQuery } from "@tanstack/react-query";

import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import { ListPanel } from "../../kinds/list/ListPanel";
import type { CodeTable } from "../queries";
import { type CodeChange, type DifferenceSides, differencesOf, type Revision, revisionsQuery, versionsQuery } from "../queriesCodes";

const TONES: Record<CodeChange["kind"], Tone> = { added: "good", withdrawn: "bad", renamed: "warning", moved: "working" };

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

/** What is compared until the reader chooses: the open version with the published one, else the last revision. */
function usualSides(table: CodeTable, versions: readonly CodeTable[], revisions: readonly Revision[]): DifferenceSides {
  const published = versions.find((one) => one.state === "published");
  const open = versions.find((one) => one.state === "draft" || one.state === "in_review");
  if (published !== undefined && open !== undefined) return { from_version: published.version, to_version: open.version };
  const last = revisions[0]?.effective_on;
  const version = { from_version: table.version, to_version: table.version };
  return last === undefined || revisions.length < 2 ? version : { ...version, from_day: dayBefore(last), to_day: last };
}

/** What is not the same between two versions of a table, or two days. */
export function DifferenceTab({ table }: { table: CodeTable }) {
  const text = useText();
  const words = text.codes.table;
  const none = text.common.none;
  const versions = useQuery(versionsQuery(table.name)).data;
  const revisions = useQuery(revisionsQuery(table.name, table.version)).data;
  if (versions === undefined || revisions === undefined) return null;
  const sides = usualSides(table, versions, revisions);
  const choices = versions.map((one) => ({ value: one.version, label: one.version }));
  const became = (change: CodeChange) => {
    if (change.successors.length > 0) return change.successors.join(text.common.listJoin);
    return change.proposed.length > 0 ? words.likely(change.proposed.join(text.common.listJoin)) : none;
  };
  return (
    <ListPanel<CodeChange>
      id="policy.difference"
      prefix="d"
      label={words.difference}
      rows={differencesOf(table.name, sides)}
      rowKey={(change) => change.code}
      rowName={(change) => change.code}
      nameColumn={{ title: text.policy.tables.value, sort: "code" }}
      defaultSort="kind"
      filters={[
        {
          key: "kind",
          kind: "choice",
          label: words.change,
          options: (["added", "withdrawn", "renamed", "moved"] as const).map((value) => ({ value, label: words[value] })),
        },
        { key: "from_version", kind: "choice", label: words.fromVersion, options: choices },
        { key: "to_version", kind: "choice", label: words.toVersion, options: choices },
        { key: "from_day", kind: "day", label: words.fromDay },
        { key: "to_day", kind: "day", label: words.toDay },
      ]}
      columns={[
        { key: "kind", title: words.change, sort: "kind", show: (change) => <Chip tone={TONES[change.kind]}>{words[change.kind]}</Chip> },
        { key: "old", title: words.oldName, show: (change) => change.old_name ?? none },
        { key: "new", title: words.newName, show: (change) => change.new_name ?? none },
        { key: "became", title: words.became, show: became },
      ]}
      empty={{ title: words.noDifference, hint: words.noDifferenceHint }}
    />
  );
}
