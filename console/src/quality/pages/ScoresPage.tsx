import { useQuery } from "@tanstack/react-query";

import { formatDate } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { type Dictionary, useText } from "../../i18n";
import { BoardKind, type BoardCell, type BoardColumn, type BoardRow } from "../../kinds/board/BoardKind";
import type { Figure } from "../../kinds/home/Figures";
import { PageHead } from "../../kinds/page/PageHead";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { dimensionNames, dimensionWord, scoreTone, scoreWords } from "../parts/words";
import { type Score, scoresQuery } from "../queries";

function columnsOf(text: Dictionary): BoardColumn[] {
  const words = text.quality;
  return [
    { key: "score", title: words.score, definition: words.scoreDefinition },
    ...dimensionNames(text).map((name) => ({
      key: name,
      title: dimensionWord(name, text),
      definition: words.dimensionDefinitions[name],
    })),
    { key: "rows", title: words.rows, definition: words.rowsDefinition },
    { key: "failing", title: words.failing, definition: words.failingDefinition },
    { key: "withheld", title: words.board.withheld, definition: words.board.withheldDefinition },
    { key: "checked", title: words.checkedAt },
  ];
}

function rowOf(score: Score, place: string, text: Dictionary): BoardRow {
  const words = text.quality;
  const page = `/quality/assets/${score.asset_code}`;
  const cells: Record<string, BoardCell> = {
    score: { value: scoreWords(score.score, text), tone: scoreTone(score.score), to: page },
    rows: { value: formatNumber(score.rows), to: page },
    failing: { value: formatNumber(score.failing_rows), to: `${page}?tab=failures` },
    withheld: {
      value: score.withheld ? words.board.withheldYes : words.board.withheldNo,
      tone: score.withheld ? "bad" : "good",
      to: page,
    },
    checked: { value: formatDate(score.checked_at), to: `${page}?tab=history` },
  };
  for (const [name, value] of Object.entries(score.dimensions)) {
    cells[name] = { value: scoreWords(value, text), to: page };
  }
  return { key: score.id, name: score.asset_title, note: place, to: page, cells };
}

function figuresOf(scores: readonly Score[], text: Dictionary): Figure[] {
  const words = text.quality.board;
  const sum = scores.reduce((all, score) => all + score.failing_rows, 0);
  const withheld = scores.filter((score) => score.withheld).length;
  return [
    {
      key: "assets",
      label: words.figures.assets,
      value: words.sets(formatNumber(scores.length)),
      definition: words.figures.assetsDefinition,
    },
    { key: "failing", label: words.figures.failing, value: words.lines(formatNumber(sum)), definition: text.quality.failingDefinition },
    {
      key: "withheld",
      label: words.figures.withheld,
      value: words.sets(formatNumber(withheld)),
      definition: words.figures.withheldDefinition,
    },
  ];
}

/** The worst first; what could not be scored is worst of all. */
function worstFirst(one: Score, other: Score): number {
  return (one.score ?? -1) - (other.score ?? -1);
}

export default function ScoresPage() {
  const text = useText();
  const words = text.quality.board;
  const place = useOrganisationName();
  const scores = useQuery(scoresQuery);
  const head = { title: words.title, intro: words.intro };
  return (
    <Ready query={scores}>
      {({ items }) => {
        if (items.length === 0) {
          return (
            <>
              <PageHead {...head} />
              <Empty title={words.empty} hint={words.emptyHint} />
            </>
          );
        }
        const newest = items.reduce((latest, score) => (score.checked_at > latest ? score.checked_at : latest), "");
        return (
          <BoardKind
            head={head}
            asOf={newest}
            source={words.source}
            figures={figuresOf(items, text)}
            table={{
              title: words.table,
              rowTitle: words.asset,
              columns: columnsOf(text),
              rows: [...items].sort(worstFirst).map((score) => rowOf(score, place(score.organisation_id), text)),
            }}
          />
        );
      }}
    </Ready>
  );
}
