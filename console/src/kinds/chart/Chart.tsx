import { lazy, Suspense } from "react";

import { formatMoment } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Waiting } from "../states/Waiting";
import styles from "./Chart.module.css";

const Canvas = lazy(() => import("./Canvas"));

export interface ChartSeries {
  name: string;
  values: readonly (number | null)[];
}

export interface ChartProps {
  title: string;
  shape: "bar" | "line";
  unit: string;
  /** What stands along the axis: days, departments. */
  along: string;
  categories: readonly string[];
  series: readonly ChartSeries[];
  asOf: string;
  source: string;
}

/** A chart with its axis, unit, source and time; the same figures as a table for those who cannot see it. */
export function Chart(props: ChartProps) {
  const { title, unit, along, categories, series, asOf, source } = props;
  const text = useText();
  return (
    <figure className={styles["figure"]}>
      <figcaption className={styles["caption"]}>
        <strong>{title}</strong> <span>{text.kinds.chart.unit(unit)}</span>
      </figcaption>
      <div className={styles["canvas"]} aria-hidden>
        <Suspense fallback={<Waiting />}>
          <Canvas {...props} />
        </Suspense>
      </div>
      <p className={styles["source"]}>
        {text.kinds.board.source(source)} {text.kinds.board.asOf(formatMoment(asOf))}
      </p>
      <details>
        <summary>{text.kinds.chart.asTable}</summary>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{along}</th>
              {series.map((one) => (
                <th key={one.name} scope="col">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {categories.map((category, index) => (
              <tr key={category}>
                <th scope="row">{category}</th>
                {series.map((one) => {
                  const value = one.values[index] ?? null;
                  return <td key={one.name}>{value === null ? text.common.none : formatNumber(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
