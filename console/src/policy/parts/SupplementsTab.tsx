import { useQuery } from "@tanstack/react-query";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { ListPanel } from "../../kinds/list/ListPanel";
import { Section } from "../../kinds/page/Section";
import { useOrganisationName } from "../../session/organisations";
import type { CodeTable } from "../queries";
import { supplementConflictsQuery, supplementRows } from "../queriesCodes";
import { codeTablePath } from "./CodeTableName";

/** Local codes beside an inherited table, and those whose numbers it has come to use itself. */
export function SupplementsTab({ table }: { table: CodeTable }) {
  const text = useText();
  const words = text.codes.table;
  const organisationName = useOrganisationName();
  const conflicts = useQuery(supplementConflictsQuery(table.name)).data ?? [];
  return (
    <>
      {conflicts.length === 0 ? null : (
        <Section title={words.clashes}>
          <p>{words.clashHint}</p>
          <ul>
            {conflicts.map((one) => (
              <li key={`${one.supplement}/${one.code}`}>{words.clash(one.code, one.local_name, one.inherited_name)}</li>
            ))}
          </ul>
        </Section>
      )}
      <ListPanel<CodeTable>
        id="policy.supplements"
        prefix="s"
        label={words.supplements}
        rows={supplementRows(table.name)}
        rowKey={(one) => `${one.name}/${one.version}`}
        rowName={(one) => one.title}
        rowLink={(one) => codeTablePath(one.name)}
        nameColumn={{ title: text.policy.tables.name, sort: "title" }}
        defaultSort="name"
        columns={[
          { key: "organisation", title: text.policy.tables.organisation, show: (one) => organisationName(one.organisation_id) },
          { key: "state", title: text.policy.tables.state, show: (one) => <StateChip state={one.state} /> },
          { key: "rows", title: text.policy.tables.rows, figures: true, show: (one) => formatNumber(one.row_count) },
          { key: "version", title: text.policy.tables.version, show: (one) => one.version },
        ]}
        empty={{ title: words.noSupplements, hint: words.noSupplementsHint }}
      />
    </>
  );
}
