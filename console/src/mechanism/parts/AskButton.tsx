import { Form, Input, InputNumber } from "antd";
import { useRef } from "react";

import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { GROUPS } from "../queriesGroups";

const USUAL_DAYS = 5;
const MOST_DAYS = 250;

interface AskButtonProps {
  /** Whom it is for. */
  name: string;
  run: (title: string, days: number, key: string) => Promise<unknown>;
}

/** Put something before a group or whoever holds a post. */
export function AskButton({ name, run }: AskButtonProps) {
  const words = useText().mechanism.groups;
  const asked = useRef({ title: "", days: USUAL_DAYS });
  return (
    <ActionButton
      label={words.ask}
      run={(_, key) => run(asked.current.title, asked.current.days, key)}
      done={words.asked}
      changes={[GROUPS]}
      ask={{
        reason: "none",
        content: (
          <>
            <p>{name}</p>
            <Form.Item name="title" label={words.askTitle} rules={[{ required: true, message: words.askMissing }]}>
              <Input maxLength={200} onChange={(event) => (asked.current.title = event.target.value)} />
            </Form.Item>
            <Form.Item name="days" label={words.askDays} initialValue={USUAL_DAYS}>
              <InputNumber min={1} max={MOST_DAYS} onChange={(days) => (asked.current.days = days ?? USUAL_DAYS)} />
            </Form.Item>
          </>
        ),
      }}
    />
  );
}
