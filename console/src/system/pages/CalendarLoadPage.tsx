import { useQueryClient } from "@tanstack/react-query";
import { App, Input, InputNumber } from "antd";
import { useNavigate } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { readListing } from "../calendar";
import { loadCalendar } from "../queries";

interface Values {
  year: number;
  lines: string;
}

export default function CalendarLoadPage() {
  const text = useText();
  const words = text.system.calendar;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const kinds = { off: [words.off, words.offWord], work: [words.working, words.workWord] };
  const check = (_: unknown, value: unknown) => {
    const [first] = readListing(typeof value === "string" ? value : "", 0, kinds).bad;
    return first === undefined ? Promise.resolve() : Promise.reject(new Error(words.badLine(first)));
  };
  const done = (answer: unknown) => {
    const { due_days_recounted: recounted } = answer as { due_days_recounted: number };
    void message.success(words.loaded(formatNumber(recounted)));
    void queries.invalidateQueries({ queryKey: ["system", "calendar"] });
    void navigate("/system/calendar");
  };
  return (
    <FormKind<Values>
      id="system.calendar.load"
      head={{ title: words.load, intro: words.loadIntro, crumbs: [{ label: words.title, to: "/system/calendar" }] }}
      initial={{}}
      steps={[
        {
          key: "listing",
          title: words.load,
          fields: [
            {
              name: "year",
              label: words.year,
              required: true,
              help: words.yearHelp,
              example: "2027",
              input: <InputNumber min={1990} max={2200} precision={0} />,
            },
            {
              name: "lines",
              label: words.lines,
              required: true,
              help: words.linesHelp,
              example: words.linesExample,
              rules: [{ validator: check }],
              input: <Input.TextArea rows={14} spellCheck={false} />,
            },
          ],
        },
      ]}
      submitLabel={words.load}
      submit={({ year, lines }) => loadCalendar(readListing(lines, year, kinds).days)}
      onDone={done}
    />
  );
}
