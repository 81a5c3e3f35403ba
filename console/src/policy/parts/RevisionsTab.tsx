import { useQuery } from "@tanstack/react-query";

import { formatDate } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import type { CodeTable } from "../queries";
import { type Revision, revisionsQuery } from "../queriesCodes";

/** The revisions a version was made from, and what each changed. */
export function RevisionsTab({ table }: { table: CodeTable }) {
  const words = useText().codes.table;
  const revisions = useQuery(revisionsQuery(table.name, table.version));
  return (
    <Section title={words.revisions}>
      <Ready query={revisions} small>
        {(found) =>
          found.length === 0 ? (
            <p>{words.noRevisions}</p>
          ) : (
            <PlainTable<Revision>
              label={words.revisions}
              rows={found}
              rowKey={(one) => one.effective_on}
              columns={[
                { key: "label", title: words.revision, show: (one) => one.label },
                { key: "effective", title: words.effective, show: (one) => formatDate(one.effective_on) },
                { key: "total", title: words.total, figures: true, show: (one) => formatNumber(one.total) },
                { key: "added", title: words.added, figures: true, show: (one) => formatNumber(one.added) },
                { key: "withdrawn", title: words.withdrawn, figures: true, show: (one) => formatNumber(one.withdrawn) },
                { key: "renamed", title: words.renamed, figures: true, show: (one) => formatNumber(one.renamed) },
              ]}
            />
          )
        }
      </Ready>
    </Section>
  );
}
