import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { TimeLeft } from "../../kinds/chips/TimeLeft";
import { ListPage } from "../../kinds/list/ListPage";
import { type Task, taskRows } from "../queries";

export default function InboxPage() {
  const text = useText();
  const words = text.work.inbox;
  const states = text.states.chip;
  return (
    <ListPage<Task>
      head={{ title: words.title, intro: words.intro }}
      id="work.inbox"
      label={words.title}
      rows={taskRows}
      rowKey={(task) => task.id}
      rowName={(task) => task.title}
      rowLink={(task) => task.link}
      nameColumn={{ title: words.subject }}
      defaultSort="due_at"
      filters={[
        {
          key: "state",
          kind: "choice",
          label: words.state,
          options: [
            { value: "open", label: states.open },
            { value: "done", label: states.done },
          ],
        },
      ]}
      columns={[
        { key: "kind", title: words.kind, show: (task) => task.kind },
        { key: "state", title: words.state, show: (task) => <StateChip state={task.state} /> },
        {
          key: "due",
          title: words.due,
          sort: "due_at",
          show: (task) => <TimeLeft workingDays={task.working_days_left} dueAt={task.due_at} />,
        },
        { key: "arrived", title: words.arrived, sort: "created_at", show: (task) => formatMoment(task.created_at) },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
