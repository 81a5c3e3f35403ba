import { App, Button, Form, Input } from "antd";
import { Link } from "react-router";

import { asProblem } from "../../api/problem";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { TimeLeft } from "../../kinds/chips/TimeLeft";
import { Facts } from "../../kinds/page/Facts";
import { problemWords } from "../../kinds/states/Failure";
import { type Task, useCompleteTask } from "../queries";
import { UrgencyWord } from "./UrgencyWord";

/** Ticking off a task that is done outside the platform, with a word on how it went. */
function CompleteByHand({ task }: { task: Task }) {
  const text = useText();
  const words = text.work.inbox;
  const { message } = App.useApp();
  const complete = useCompleteTask(task.id);
  const send = ({ outcome }: { outcome: string }) =>
    complete.mutate(outcome, {
      onSuccess: () => void message.success(words.completed),
      onError: (cause) => void message.error(problemWords(asProblem(cause), text)),
    });
  return (
    <Form layout="vertical" onFinish={send}>
      <Form.Item name="outcome" label={words.outcome} rules={[{ required: true, whitespace: true, message: words.outcomeMissing }]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={complete.isPending}>
        {words.complete}
      </Button>
    </Form>
  );
}

/** A quick look at a task. */
export function TaskPeek({ task }: { task: Task }) {
  const text = useText();
  const words = text.work.inbox;
  const due = <TimeLeft workingDays={task.working_days_left} dueAt={task.due_on} estimated={task.due_estimated} paused={task.is_paused} />;
  return (
    <>
      <Facts
        facts={[
          { label: words.state, value: <StateChip state={task.state} /> },
          { label: words.due, value: due },
          { label: words.urgency, value: <UrgencyWord urgency={task.urgency} /> },
          { label: words.arrived, value: formatMoment(task.created_at) },
          ...(task.on_behalf_of === "" ? [] : [{ label: words.for, value: task.on_behalf_of }]),
          ...(task.escalation === 0 ? [] : [{ label: words.state, value: words.escalated[task.escalation - 1] ?? "" }]),
          ...(task.body === "" ? [] : [{ label: words.body, value: task.body, wide: true }]),
          ...(task.outcome === "" ? [] : [{ label: words.outcome, value: task.outcome, wide: true }]),
          ...(task.link === "" ? [] : [{ label: words.page, value: <Link to={task.link}>{words.goTo}</Link>, wide: true }]),
        ]}
      />
      {task.by_hand && task.state === "open" ? <CompleteByHand task={task} /> : null}
    </>
  );
}
