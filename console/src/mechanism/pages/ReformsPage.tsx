import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { ReformState } from "../parts/ReformState";
import { type Reform, reformRows } from "../queriesReforms";

/** The reforms that were approved: to come, done, obstructed, cancelled. */
export default function ReformsPage() {
  const text = useText();
  const words = text.mechanism.reform;
  return (
    <ListPage<Reform>
      head={{
        title: words.title,
        intro: words.intro,
        crumbs: [{ label: text.mechanism.organisations.title, to: "/organisations" }],
      }}
      id="mechanism.reforms"
      label={words.title}
      rows={reformRows}
      rowKey={(reform) => reform.id}
      rowName={(reform) => reform.title}
      rowLink={(reform) => `/organisations/reforms/${reform.id}`}
      nameColumn={{ title: words.what, sort: "title" }}
      defaultSort="-on"
      filters={[
        {
          key: "state",
          kind: "choice",
          label: words.state,
          options: Object.entries(words.states).map(([value, label]) => ({ value, label })),
        },
      ]}
      columns={[
        { key: "kind", title: words.kind, show: (reform) => words.kinds[reform.kind] },
        { key: "on", title: words.on, sort: "on", show: (reform) => formatDate(reform.on) },
        { key: "state", title: words.state, sort: "state", show: (reform) => <ReformState state={reform.state} /> },
        { key: "basis", title: words.basis, show: (reform) => reform.basis },
        { key: "approved", title: words.approved, hidden: true, show: (reform) => reform.approved_name },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
