import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import type { DataElement } from "../queries";
import { elementVersionsQuery, relatedQuery } from "../queriesCodes";
import { formatWords } from "./format";

interface Related {
  words: string;
  element: string;
}

/** How an element stands to others, seen from both sides. */
function Relations({ element }: { element: DataElement }) {
  const words = useText().codes;
  const inverse = useQuery(relatedQuery(element.code)).data ?? [];
  const rows: Related[] = [
    ...element.relations.map((one) => ({ words: words.relations[one.kind], element: one.element })),
    ...inverse.map((one) => ({ words: words.relatedBy[one.kind], element: one.element })),
  ];
  return (
    <Section title={words.element.relations}>
      {rows.length === 0 ? (
        <p>{words.element.noRelations}</p>
      ) : (
        <PlainTable<Related>
          label={words.element.relations}
          rows={rows}
          rowKey={(one) => `${one.words}/${one.element}`}
          columns={[
            { key: "kind", title: words.element.relation, show: (one) => one.words },
            {
              key: "element",
              title: words.element.other,
              show: (one) => <Link to={`/standards/data-elements/${encodeURIComponent(one.element)}`}>{one.element}</Link>,
            },
          ]}
        />
      )}
    </Section>
  );
}

/** Relations and versions of a data element. */
export function ElementHistory({ element }: { element: DataElement }) {
  const text = useText();
  const words = text.codes.element;
  const versions = useQuery(elementVersionsQuery(element.code));
  return (
    <Stack>
      <Relations element={element} />
      <Section title={words.versions}>
        <Ready query={versions} small>
          {(found) => (
            <PlainTable
              label={words.versions}
              rows={found}
              rowKey={(one) => String(one.version)}
              columns={[
                { key: "version", title: words.version, show: (one) => one.version },
                { key: "state", title: words.state, show: (one) => <StateChip state={one.state} /> },
                { key: "definition", title: words.definition, show: (one) => one.definition },
                { key: "format", title: words.format, show: (one) => formatWords(one.format, text.policy.format) },
                {
                  key: "approved",
                  title: words.approvedOn,
                  show: (one) => (one.approved_on === null ? text.common.none : formatDate(one.approved_on)),
                },
              ]}
            />
          )}
        </Ready>
      </Section>
    </Stack>
  );
}
