import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { ListPage } from "../../kinds/list/ListPage";
import { type Drift, driftRows } from "../queries";

/** Registered tables that no longer are what was registered. */
export default function DriftsPage() {
  const text = useText();
  const words = text.systems.drifts;
  return (
    <ListPage<Drift>
      head={{ title: words.title, intro: words.intro }}
      id="architecture.drifts"
      label={words.title}
      rows={driftRows}
      rowKey={(drift) => drift.id}
      rowName={(drift) => drift.table}
      rowLink={(drift) => `/drifts/${drift.id}`}
      nameColumn={{ title: words.table, sort: "table" }}
      defaultSort="-found_at"
      filters={[
        {
          kind: "choice",
          key: "open",
          label: words.state,
          options: [
            { value: "true", label: words.open },
            { value: "false", label: words.settled },
          ],
        },
      ]}
      columns={[
        { key: "source", title: words.source, sort: "source", show: (drift) => drift.source_name },
        {
          key: "changes",
          title: words.changes,
          show: (drift) => drift.changes.map((each) => `${each.column} ${words.kinds[each.kind]}`).join(text.common.listJoin),
        },
        {
          key: "state",
          title: words.state,
          show: (drift) => (
            <Chip tone={drift.settled_at === null ? "bad" : "good"}>{drift.settled_at === null ? words.open : words.settled}</Chip>
          ),
        },
        { key: "found", title: words.found, sort: "found_at", show: (drift) => formatMoment(drift.found_at) },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
