import { useQuery } from "@tanstack/react-query";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chart } from "../../kinds/chart/Chart";
import { trendQuery } from "../queries";

/** One check says nothing of a trend. */
const LEAST = 2;

/** How the open violations moved from check to check. */
export function Trend({ organisation }: { organisation?: string }) {
  const words = useText().norms;
  const { data } = useQuery(trendQuery(organisation));
  const points = data?.items ?? [];
  const newest = points.at(-1);
  if (newest === undefined || points.length < LEAST) return null;
  return (
    <Chart
      title={words.results.trend}
      shape="line"
      unit={words.results.trendUnit}
      along={words.results.trendAlong}
      categories={points.map((point) => formatMoment(point.checked_at))}
      series={[
        { name: words.severities.must, values: points.map((point) => point.must) },
        { name: words.severities.should, values: points.map((point) => point.should) },
      ]}
      asOf={newest.checked_at}
      source={words.results.source}
    />
  );
}
