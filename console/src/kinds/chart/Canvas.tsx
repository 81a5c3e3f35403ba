import { theme } from "antd";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

import type { ChartProps } from "./Chart";
import styles from "./Chart.module.css";

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

type Tokens = ReturnType<typeof theme.useToken>["token"];

function optionOf({ shape, unit, categories, series }: ChartProps, token: Tokens) {
  const axis = { axisLabel: { color: token.colorTextSecondary }, axisLine: { lineStyle: { color: token.colorBorder } } };
  return {
    animation: false,
    color: [token.colorPrimary, token.colorWarning, token.colorSuccess, token.colorError, token.colorTextTertiary],
    textStyle: { fontFamily: token.fontFamily, color: token.colorText },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    legend: series.length > 1 ? { top: 0, textStyle: { color: token.colorText } } : { show: false },
    tooltip: { trigger: "axis" as const },
    xAxis: { type: "category" as const, data: [...categories], ...axis },
    yAxis: {
      type: "value" as const,
      name: unit,
      nameTextStyle: { color: token.colorTextSecondary },
      splitLine: { lineStyle: { color: token.colorBorderSecondary } },
      ...axis,
    },
    series: series.map((one) => ({ type: shape, name: one.name, data: [...one.values], barMaxWidth: 32 })),
  };
}

/** The drawing itself; fetched only where a chart is shown. */
export default function Canvas(props: ChartProps) {
  const { token } = theme.useToken();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const chart = init(place.current);
    chart.setOption(optionOf(props, token));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [props, token]);
  return <div ref={place} className={styles["drawing"]} />;
}
