import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { ChangeState } from "../parts/ChangeState";
import { type Change, changeRows } from "../queries";

export default function ChangesPage() {
  const words = useText().system.changes;
  return (
    <ListPage<Change>
      head={{ title: words.title, intro: words.intro }}
      id="work.changes"
      label={words.title}
      rows={changeRows}
      rowKey={(change) => change.id}
      rowName={(change) => change.title}
      rowLink={(change) => `/work/changes/${change.id}`}
      nameColumn={{ title: words.subject, sort: "title" }}
      defaultSort="-requested_at"
      filters={[
        {
          key: "state",
          kind: "choice",
          label: words.state,
          options: Object.entries(words.states).map(([value, label]) => ({ value, label })),
        },
      ]}
      columns={[
        { key: "state", title: words.state, sort: "state", show: (change) => <ChangeState state={change.state} /> },
        { key: "by", title: words.by, show: (change) => change.requested_name },
        { key: "at", title: words.at, sort: "requested_at", show: (change) => formatMoment(change.requested_at) },
        { key: "object", title: words.object, show: (change) => <code>{change.subject}</code> },
        { key: "kind", title: words.kind, sort: "kind", hidden: true, show: (change) => <code>{change.kind}</code> },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
