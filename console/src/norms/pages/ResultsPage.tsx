import { useQuery } from "@tanstack/react-query";

import { formatNumber } from "../../format/numbers";
import { type Dictionary, useText } from "../../i18n";
import { BoardKind, type BoardRow } from "../../kinds/board/BoardKind";
import type { Figure } from "../../kinds/home/Figures";
import { Stack } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { CheckButton } from "../parts/CheckButton";
import { Trend } from "../parts/Trend";
import { departmentPath } from "../parts/words";
import { type Department, departmentsQuery, latestRunQuery, type Run } from "../queries";

function changeWords(department: Department, text: Dictionary): string {
  if (department.before === null) return text.common.none;
  const change = department.must + department.should - department.before;
  if (change === 0) return text.norms.results.same;
  return change > 0 ? text.norms.results.more(formatNumber(change)) : text.norms.results.fewer(formatNumber(-change));
}

function rowOf(department: Department, text: Dictionary): BoardRow {
  const page = departmentPath(department.organisation_id);
  const { must, should, advice, waived } = department;
  return {
    key: department.organisation_id,
    name: department.organisation_name,
    to: page,
    cells: {
      must: { value: formatNumber(must), tone: must > 0 ? "bad" : "good", to: `${page}?severity=must` },
      should: { value: formatNumber(should), tone: should > 0 ? "warning" : "good", to: `${page}?severity=should` },
      advice: { value: formatNumber(advice), to: `${page}?severity=advice` },
      waived: { value: formatNumber(waived), to: page },
      change: { value: changeWords(department, text), to: page },
    },
  };
}

function figuresOf(run: Run, text: Dictionary): Figure[] {
  const words = text.norms.results;
  const unit = words.places;
  return [
    { key: "must", label: text.norms.severities.must, value: unit(formatNumber(run.must)), definition: words.mustDefinition },
    { key: "should", label: text.norms.severities.should, value: unit(formatNumber(run.should)), definition: words.shouldDefinition },
    { key: "waived", label: words.waived, value: unit(formatNumber(run.waived)), definition: words.waivedDefinition, to: "/standards/norms/waivers" },
    { key: "clauses", label: words.clauses, value: words.clausesUnit(formatNumber(run.clauses)), definition: words.clausesDefinition, to: "/standards/norms" },
  ];
}

export default function ResultsPage() {
  const text = useText();
  const words = text.norms.results;
  const departments = useQuery(departmentsQuery);
  const run = useQuery(latestRunQuery);
  const head = { title: words.title, intro: words.intro, actions: <CheckButton /> };
  return (
    <Ready query={run}>
      {(newest) =>
        newest === null ? (
          <>
            <PageHead {...head} />
            <Empty title={words.never} hint={words.neverHint} />
          </>
        ) : (
          <Ready query={departments}>
            {({ items }) => (
              <Stack>
                <BoardKind
                  head={head}
                  asOf={newest.checked_at}
                  source={words.source}
                  figures={figuresOf(newest, text)}
                  table={{
                    title: words.table,
                    rowTitle: words.organisation,
                    columns: [
                      { key: "must", title: text.norms.severities.must, definition: words.mustDefinition },
                      { key: "should", title: text.norms.severities.should, definition: words.shouldDefinition },
                      { key: "advice", title: text.norms.severities.advice, definition: words.adviceDefinition },
                      { key: "waived", title: words.waived, definition: words.waivedDefinition },
                      { key: "change", title: words.change, definition: words.changeDefinition },
                    ],
                    rows: items.map((department) => rowOf(department, text)),
                  }}
                />
                <Trend />
              </Stack>
            )}
          </Ready>
        )
      }
    </Ready>
  );
}
