import { Button } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { ListPage } from "../../kinds/list/ListPage";
import { useCan } from "../../session/session";
import { type CalendarDay, calendarRows } from "../queries";

const LOAD = "work.calendar.load";

export default function CalendarPage() {
  const text = useText();
  const words = text.system.calendar;
  const can = useCan();
  const navigate = useNavigate();
  const load = can(LOAD) ? (
    <Button type="primary" onClick={() => void navigate("/system/calendar/load")}>
      {words.load}
    </Button>
  ) : null;
  return (
    <ListPage<CalendarDay>
      head={{ title: words.title, intro: words.intro, actions: load }}
      id="system.calendar"
      label={words.title}
      rows={calendarRows}
      rowKey={(day) => day.day}
      rowName={(day) => day.day}
      nameColumn={{ title: words.day }}
      filters={[{ key: "year", kind: "text", label: words.year }]}
      columns={[
        {
          key: "kind",
          title: words.kind,
          show: (day) => <Chip tone={day.is_off ? "paused" : "working"}>{day.is_off ? words.off : words.working}</Chip>,
        },
        { key: "name", title: words.name, show: (day) => day.name },
        { key: "year", title: words.year, figures: true, show: (day) => day.year ?? text.common.none },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint, action: load }}
    />
  );
}
