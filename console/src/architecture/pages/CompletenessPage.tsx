import { useQuery } from "@tanstack/react-query";

import { formatNumber, formatShare } from "../../format/numbers";
import { useText } from "../../i18n";
import { BoardKind, type BoardCell, type BoardRow } from "../../kinds/board/BoardKind";
import type { Figure } from "../../kinds/home/Figures";
import { PageHead } from "../../kinds/page/PageHead";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { missingPath } from "../parts/paths";
import { type Completeness, completenessQuery, type ElementKey } from "../queries";

const ELEMENTS: readonly ElementKey[] = ["owner", "source", "category", "grade", "standard", "quality_plan", "catalogue"];

type Share = (done: string, total: string) => string;

function cellOf(line: Completeness, share: Share, organisation?: string): BoardCell {
  const complete = line.done === line.total;
  return {
    value: share(formatNumber(line.done), formatNumber(line.total)),
    tone: complete ? "good" : "warning",
    ...(complete ? {} : { to: missingPath(line.element, organisation) }),
  };
}

function rowsOf(lines: readonly Completeness[], share: Share, nameOf: (id: string) => string): BoardRow[] {
  const byOrganisation = new Map<string, Completeness[]>();
  for (const line of lines) byOrganisation.set(line.organisation_id, [...(byOrganisation.get(line.organisation_id) ?? []), line]);
  return [...byOrganisation].map(([id, own]) => ({
    key: id,
    name: nameOf(id),
    to: `/organisations/${encodeURIComponent(id)}`,
    cells: Object.fromEntries(own.map((line) => [line.element, cellOf(line, share, id)])),
  }));
}

/** Each element over all departments that are shown. */
function figuresOf(lines: readonly Completeness[], titles: Record<ElementKey, string>, definitions: Record<ElementKey, string>): Figure[] {
  return ELEMENTS.flatMap((element): Figure[] => {
    const own = lines.filter((line) => line.element === element);
    const total = own.reduce((sum, line) => sum + line.total, 0);
    if (total === 0) return [];
    const done = own.reduce((sum, line) => sum + line.done, 0);
    const to = done === total ? {} : { to: missingPath(element) };
    return [{ key: element, label: titles[element], value: formatShare(done / total), definition: definitions[element], ...to }];
  });
}

/** What each department's part of the ledger still lacks; every number leads to the things behind it. */
export default function CompletenessPage() {
  const words = useText().architecture.completeness;
  const organisationName = useOrganisationName();
  const lines = useQuery(completenessQuery);
  const head = { title: words.title, intro: words.intro };
  const asOf = new Date(lines.dataUpdatedAt).toISOString();
  return (
    <Ready query={lines}>
      {({ items }) =>
        items.length === 0 ? (
          <>
            <PageHead {...head} />
            <Empty title={words.empty} hint={words.emptyHint} />
          </>
        ) : (
          <BoardKind
            head={head}
            asOf={asOf}
            source={words.source}
            figures={figuresOf(items, words.elements, words.definitions)}
            table={{
              title: words.table,
              rowTitle: words.organisation,
              columns: ELEMENTS.map((key) => ({ key, title: words.elements[key], definition: words.definitions[key] })),
              rows: rowsOf(items, words.share, organisationName),
            }}
          />
        )
      }
    </Ready>
  );
}
