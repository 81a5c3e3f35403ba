import type { ListQuery } from "../../api/paging";
import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { Grade } from "../../kinds/chips/Grade";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationFilter } from "../../mechanism/parts/useOrganisationFilter";
import { SheetTools } from "../../sheets/parts/SheetTools";
import { EntryState } from "../parts/EntryState";
import { entryPath } from "../parts/paths";
import { ShareType } from "../parts/ShareType";
import { type Entry, entryRows } from "../queries";

/** An export takes the list's words and filters, not its page. */
function exported(query: ListQuery): Record<string, string> {
  return query.q === undefined ? query.filters : { ...query.filters, q: query.q };
}

/** What departments can share. */
export default function CataloguePage() {
  const text = useText();
  const words = text.architecture.catalogue;
  const cycles: Record<string, string> = words.cycles;
  const byProvider = useOrganisationFilter(words.provider);
  return (
    <ListPage<Entry>
      head={{ title: words.title, intro: words.intro }}
      id="architecture.catalogue"
      label={words.title}
      rows={entryRows}
      rowKey={(entry) => entry.code}
      rowName={(entry) => entry.name}
      rowLink={(entry) => entryPath(entry.code)}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      filters={[
        {
          key: "share_type",
          kind: "choice",
          label: words.shareType,
          options: Object.entries(words.shareTypes).map(([value, label]) => ({ value, label })),
        },
        byProvider,
      ]}
      columns={[
        { key: "provider", title: words.provider, sort: "provider_name", show: (entry) => entry.provider_name },
        { key: "share", title: words.shareType, sort: "share_type", show: (entry) => <ShareType type={entry.share_type} /> },
        { key: "grade", title: words.grade, show: (entry) => <Grade grade={entry.grade} /> },
        { key: "cycle", title: words.cycle, show: (entry) => cycles[entry.update_cycle] ?? entry.update_cycle },
        { key: "items", title: words.items, figures: true, show: (entry) => words.itemCount(entry.items.length) },
        { key: "state", title: words.state, show: (entry) => <EntryState state={entry.state} /> },
        { key: "code", title: words.code, sort: "code", show: (entry) => <code>{entry.code}</code> },
        {
          key: "published",
          title: words.publishedOn,
          sort: "published_on",
          hidden: true,
          show: (entry) => (entry.published_on === null ? text.common.none : formatDate(entry.published_on)),
        },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
      tools={(query) => <SheetTools kind="catalogue" filters={exported(query)} />}
    />
  );
}
