import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { codeTablePath } from "../parts/CodeTableName";
import { standardWords } from "../parts/words";
import { type CodeTable, codeTableRows } from "../queries";

export default function CodeTablesPage() {
  const text = useText();
  const words = text.policy.tables;
  const organisationName = useOrganisationName();
  return (
    <ListPage<CodeTable>
      head={{ title: words.title, intro: words.intro }}
      id="policy.code-tables"
      label={words.title}
      rows={codeTableRows}
      rowKey={(table) => `${table.name}/${table.version}`}
      rowName={(table) => table.title}
      rowLink={(table) => codeTablePath(table.name)}
      nameColumn={{ title: words.name, sort: "title" }}
      defaultSort="name"
      filters={[
        {
          key: "library",
          kind: "choice",
          label: text.codes.library,
          options: (["national", "industry", "local", "department"] as const).map((value) => ({
            value,
            label: text.codes.libraries[value],
          })),
        },
      ]}
      columns={[
        { key: "name", title: words.code, sort: "name", show: (table) => <code>{table.name}</code> },
        { key: "state", title: words.state, show: (table) => <StateChip state={table.state} /> },
        { key: "standard", title: words.standard, show: (table) => standardWords(table.standard, text) },
        { key: "library", title: text.codes.library, show: (table) => text.codes.libraries[table.library] },
        { key: "rows", title: words.rows, figures: true, show: (table) => formatNumber(table.row_count) },
        { key: "version", title: words.version, show: (table) => table.version },
        { key: "organisation", title: words.organisation, show: (table) => organisationName(table.organisation_id) },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
