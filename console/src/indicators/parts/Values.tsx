import { useQuery } from "@tanstack/react-query";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chart } from "../../kinds/chart/Chart";
import { ListPanel } from "../../kinds/list/ListPanel";
import { Stack } from "../../kinds/page/Column";
import { type Indicator, seriesQuery, termsQuery, type Value, valueRows } from "../queries";
import { dimensionWords, periodWords, valueWords } from "./words";

const LEAST = 2;
const MOST_LINES = 8;

/** The newest values as lines over the periods, one per combination of the dimensions. */
function Series({ indicator }: { indicator: Indicator }) {
  const text = useText();
  const words = text.indicators;
  const { data } = useQuery(seriesQuery(indicator.code));
  const terms = useQuery(termsQuery);
  const values = data?.items ?? [];
  const periods = [...new Set(values.map((value) => value.period_to))].sort();
  const newest = values[0];
  const lines = [...new Set(values.map((value) => dimensionWords(value, terms.data, text)))];
  if (newest === undefined || periods.length < LEAST || lines.length > MOST_LINES) return null;
  const known = new Map(values.map((value) => [`${dimensionWords(value, terms.data, text)}/${value.period_to}`, value.value]));
  const daysOf = (period: string) => {
    const value = values.find((each) => each.period_to === period);
    return value === undefined ? period : periodWords(value, text);
  };
  const at = (line: string, period: string) => {
    const value = known.get(`${line}/${period}`);
    return value === undefined || value === null ? null : Number(value);
  };
  return (
    <Chart
      title={words.series}
      shape="line"
      unit={indicator.unit}
      along={words.period}
      categories={periods.map((period) => daysOf(period))}
      series={lines.map((line) => ({ name: line, values: periods.map((period) => at(line, period)) }))}
      asOf={newest.computed_at}
      source={words.source}
    />
  );
}

/** 数值: the series, and every value with its days and dimensions. */
export function Values({ indicator }: { indicator: Indicator }) {
  const text = useText();
  const words = text.indicators;
  const terms = useQuery(termsQuery);
  return (
    <Stack>
      <Series indicator={indicator} />
      <ListPanel<Value>
        id="indicators.values"
        label={words.values}
        rows={valueRows(indicator.code)}
        rowKey={(value) => `${value.period_to}/${JSON.stringify(value.dimensions)}`}
        rowName={(value) => periodWords(value, text)}
        nameColumn={{ title: words.period, sort: "period" }}
        defaultSort="-period"
        columns={[
          { key: "dimensions", title: words.termKinds.dimension, sort: "dimensions", show: (value) => dimensionWords(value, terms.data, text) },
          { key: "value", title: words.value, sort: "value", figures: true, show: (value) => valueWords(value.value, indicator, text) },
          { key: "version", title: words.version, hidden: true, show: (value) => String(value.version) },
          { key: "computed", title: words.computedAt, show: (value) => formatMoment(value.computed_at) },
        ]}
        empty={{ title: words.noValues, hint: words.noValuesHint }}
      />
    </Stack>
  );
}
