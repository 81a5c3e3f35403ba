import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";

import { formatNumber } from "../../format/numbers";
import { type Dictionary, useText } from "../../i18n";
import { Chart } from "../../kinds/chart/Chart";
import { Figures } from "../../kinds/home/Figures";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { type PlainColumn, PlainTable } from "../../kinds/table/PlainTable";
import { type MeterDay, meterQuery, type Service } from "../queries";
import styles from "./services.module.css";

const PERIODS = [7, 30, 90] as const;
const MICROSECONDS = 1000;

const sum = (days: readonly MeterDay[], of: (day: MeterDay) => number) => days.reduce((all, day) => all + of(day), 0);

function columnsOf(text: Dictionary): PlainColumn<MeterDay>[] {
  const words = text.services.meter;
  const ms = (microseconds: number) => words.ms(formatNumber(microseconds / MICROSECONDS));
  return [
    { key: "day", title: words.day, show: (one) => one.day },
    { key: "key", title: words.key, show: (one) => one.key_name },
    { key: "organisation", title: words.organisation, show: (one) => one.organisation_name },
    { key: "calls", title: words.calls, definition: words.callsDefinition, figures: true, show: (one) => formatNumber(one.calls) },
    { key: "rows", title: words.rows, figures: true, show: (one) => formatNumber(one.rows) },
    { key: "errors", title: words.errors, figures: true, show: (one) => formatNumber(one.errors) },
    { key: "throttled", title: words.throttled, figures: true, show: (one) => formatNumber(one.throttled) },
    { key: "slow", title: words.slow, definition: words.slowDefinition, figures: true, show: (one) => formatNumber(one.slow) },
    { key: "mean", title: words.mean, figures: true, show: (one) => ms(one.mean_us) },
    { key: "max", title: words.max, figures: true, show: (one) => ms(one.max_us) },
  ];
}

function Metered({ days }: { days: readonly MeterDay[] }) {
  const text = useText();
  const words = text.services.meter;
  const [asOf] = useState(() => new Date().toISOString());
  const ordered = [...days].sort((one, other) => one.day.localeCompare(other.day));
  const dates = [...new Set(ordered.map((one) => one.day))];
  const byDate = dates.map((date) => sum(ordered.filter((one) => one.day === date), (one) => one.calls));
  return (
    <Stack>
      <Section title={words.title}>
        <Figures
          figures={[
            { key: "calls", label: words.calls, value: formatNumber(sum(days, (one) => one.calls)), definition: words.callsDefinition },
            { key: "rows", label: words.rows, value: formatNumber(sum(days, (one) => one.rows)) },
            { key: "errors", label: words.errors, value: formatNumber(sum(days, (one) => one.errors)) },
            { key: "slow", label: words.slow, value: formatNumber(sum(days, (one) => one.slow)), definition: words.slowDefinition },
          ]}
        />
      </Section>
      {dates.length < 2 ? null : (
        <Chart
          title={words.chart}
          shape="bar"
          unit={words.unit}
          along={words.along}
          categories={dates}
          series={[{ name: words.calls, values: byDate }]}
          asOf={asOf}
          source={words.source}
        />
      )}
      <Section title={words.detail}>
        <PlainTable
          label={words.detail}
          rows={[...ordered].reverse()}
          rowKey={(one) => `${one.day} ${one.key_id}`}
          columns={columnsOf(text)}
        />
      </Section>
    </Stack>
  );
}

/** Calls, rows and times by key and day. */
export function Meter({ service }: { service: Service }) {
  const words = useText().services.meter;
  const [days, setDays] = useState<number>(PERIODS[1]);
  const meter = useQuery(meterQuery(service.code, days));
  return (
    <>
      <div className={styles["form"]}>
        <Select
          className={styles["period"] ?? ""}
          aria-label={words.days}
          value={days}
          options={PERIODS.map((value) => ({ value, label: words.last(String(value)) }))}
          onChange={setDays}
        />
      </div>
      <Ready query={meter} small>
        {({ items }) => (items.length === 0 ? <Empty title={words.empty} hint={words.emptyHint} /> : <Metered days={items} />)}
      </Ready>
    </>
  );
}
