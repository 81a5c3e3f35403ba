import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { StateChip } from "../../kinds/chips/StateChip";
import { TimeLeft } from "../../kinds/chips/TimeLeft";
import { ListPage } from "../../kinds/list/ListPage";
import { TaskPeek } from "../parts/TaskPeek";
import { UrgencyWord } from "../parts/UrgencyWord";
import { type Task, taskRows } from "../queries";

export default function InboxPage() {
  const text = useText();
  const words = text.work.inbox;
  const states = text.states.chip;
  const inLanguage = useBilingual();
  return (
    <ListPage<Task>
      head={{ title: words.title, intro: words.intro }}
      id="work.inbox"
      label={words.title}
      rows={taskRows}
      rowKey={(task) => task.id}
      rowName={(task) =>
        [inLanguage(task.title_zh, task.title_en), task.on_behalf_of === "" ? "" : `（${words.onBehalf(task.on_behalf_of)}）`].join("")
      }
      rowLink={(task) => task.link || null}
      nameColumn={{ title: words.subject }}
      filters={[
        {
          key: "state",
          kind: "choice",
          label: words.state,
          options: [
            { value: "open", label: states.open },
            { value: "done", label: states.done },
            { value: "all", label: text.common.all },
          ],
        },
        { key: "overdue", kind: "choice", label: words.due, options: [{ value: "true", label: states.overdue }] },
      ]}
      columns={[
        { key: "state", title: words.state, show: (task) => <StateChip state={task.state} /> },
        {
          key: "for",
          title: words.for,
          hidden: true,
          show: (task) => (task.on_behalf_of === "" ? text.common.none : task.on_behalf_of),
        },
        { key: "urgency", title: words.urgency, show: (task) => <UrgencyWord urgency={task.urgency} /> },
        {
          key: "due",
          title: words.due,
          sort: "due_on",
          show: (task) => (
            <TimeLeft workingDays={task.working_days_left} dueAt={task.due_on} estimated={task.due_estimated} paused={task.is_paused} />
          ),
        },
        {
          key: "subject",
          title: words.kind,
          hidden: true,
          show: (task) => task.kind,
        },
        { key: "arrived", title: words.arrived, sort: "created_at", show: (task) => formatMoment(task.created_at) },
      ]}
      peek={(task) => <TaskPeek task={task} />}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
