import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { ListPanel } from "../../kinds/list/ListPanel";
import type { CodeTable } from "../queries";
import { type CodeMapping, mappingRows } from "../queriesCodes";
import { CodeTableName } from "./CodeTableName";

export const mappingPath = (name: string) => `/standards/code-mappings/${encodeURIComponent(name)}`;

/** What the codes of a table are in other code systems. */
export function MappingsTab({ table }: { table: CodeTable }) {
  const text = useText();
  const words = text.codes.mapping;
  return (
    <ListPanel<CodeMapping>
      id="policy.mappings"
      prefix="m"
      label={text.codes.table.mappings}
      rows={mappingRows(table.name)}
      rowKey={(one) => `${one.name}/${one.version}`}
      rowName={(one) => one.title}
      rowLink={(one) => mappingPath(one.name)}
      nameColumn={{ title: words.name, sort: "title" }}
      defaultSort="name"
      columns={[
        { key: "from", title: words.from, show: (one) => <CodeTableName name={one.from_table} /> },
        { key: "to", title: words.to, show: (one) => <CodeTableName name={one.to_table} /> },
        { key: "rows", title: words.rows, figures: true, show: (one) => formatNumber(one.row_count) },
        { key: "state", title: words.state, show: (one) => <StateChip state={one.state} /> },
        { key: "version", title: words.version, hidden: true, show: (one) => one.version },
      ]}
      empty={{ title: text.codes.table.noMappings, hint: text.codes.table.noMappingsHint }}
    />
  );
}
