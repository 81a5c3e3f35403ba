import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { ListPanel } from "../../kinds/list/ListPanel";
import { type CodeLine, codesOf, type CodeTable } from "../queries";

/** The codes of a version, with a day to see them as of that day, and a code to see what is right below it. */
export function CodesTab({ table }: { table: CodeTable }) {
  const text = useText();
  const words = text.policy.tables;
  const none = text.common.none;
  const day = (value: string | null | undefined) => (value ? formatDate(value) : none);
  const join = (values: readonly string[] = []) => (values.length === 0 ? none : values.join(text.common.listJoin));
  return (
    <ListPanel<CodeLine>
      id="policy.codes"
      label={words.codes}
      rows={codesOf(table.name, table.version)}
      rowKey={(line) => `${line.table}/${line.code}/${line.valid_from ?? ""}`}
      rowName={(line) => line.name}
      nameColumn={{ title: words.meaning, sort: "name" }}
      defaultSort="position"
      filters={[
        { key: "as_of", kind: "day", label: words.asOf },
        { key: "parent", kind: "text", label: text.codes.table.parentCode },
      ]}
      columns={[
        { key: "code", title: words.value, sort: "code", show: (line) => <code>{line.code}</code> },
        { key: "parent", title: words.parent, show: (line) => line.parent ?? none },
        { key: "from", title: words.validFrom, sort: "valid_from", show: (line) => day(line.valid_from) },
        {
          key: "to",
          title: words.validTo,
          sort: "valid_to",
          show: (line) => (line.valid_to ? <Chip tone="paused">{formatDate(line.valid_to)}</Chip> : none),
        },
        { key: "successors", title: words.successors, show: (line) => join(line.successors) },
        { key: "aliases", title: words.aliases, show: (line) => join(line.aliases) },
        { key: "local", title: words.official, show: (line) => (line.is_local ? words.local : none) },
      ]}
      empty={{ title: words.noCodes, hint: words.noCodesHint }}
    />
  );
}
