import { actorWords } from "../../format/actors";
import { formatSecond } from "../../format/dates";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { EntryPeek } from "../parts/EntryPeek";
import { SubjectWords } from "../parts/SubjectWords";
import { actionWords } from "../parts/trail";
import { type Entry, entryRows } from "../queries";

export default function EntriesPage() {
  const text = useText();
  const words = text.evidence.entries;
  const place = useOrganisationName();
  return (
    <ListPage<Entry>
      head={{ title: words.title, intro: words.intro }}
      id="evidence.entries"
      label={words.title}
      rows={entryRows}
      rowKey={(entry) => entry.id}
      rowName={(entry) => actionWords(entry.action, text)}
      nameColumn={{ title: words.action }}
      searchable={false}
      filters={[
        { key: "subject", kind: "text", label: words.subjectFilter },
        {
          key: "action",
          kind: "choice",
          label: words.action,
          options: Object.entries(text.trail.actions).map(([value, label]) => ({ value, label })),
        },
        { key: "account_id", kind: "text", label: words.account },
        { key: "since", kind: "day", label: words.since },
        { key: "until", kind: "day", label: words.until },
      ]}
      columns={[
        { key: "time", title: words.time, show: (entry) => formatSecond(entry.recorded_at) },
        { key: "person", title: words.person, show: (entry) => actorWords(entry.actor_name, text) },
        { key: "organisation", title: words.organisation, show: (entry) => place(entry.organisation_id) || text.common.none },
        { key: "subject", title: words.subject, show: (entry) => <SubjectWords subject={entry.subject} /> },
        {
          key: "index",
          title: words.index,
          figures: true,
          show: (entry) => (entry.leaf_index === null ? words.pending : String(entry.leaf_index)),
        },
      ]}
      peek={(entry) => <EntryPeek entry={entry} />}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
