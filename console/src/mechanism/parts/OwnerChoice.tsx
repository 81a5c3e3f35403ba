import { Form } from "antd";
import { useRef } from "react";

import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { ACCOUNTABILITY } from "../queries";
import { PersonPicker } from "./PersonPicker";

interface OwnerChoiceProps {
  label: string;
  done: string;
  run: (personId: string, key: string) => Promise<unknown>;
}

/** Name a person as the owner of something, in a dialog. */
export function OwnerChoice({ label, done, run }: OwnerChoiceProps) {
  const words = useText().mechanism.accountability;
  const chosen = useRef("");
  return (
    <ActionButton
      label={label}
      run={(_, key) => run(chosen.current, key)}
      done={done}
      changes={[ACCOUNTABILITY]}
      ask={{
        reason: "none",
        content: (
          <Form.Item name="owner" label={words.who} rules={[{ required: true, message: words.whoMissing }]}>
            <PersonPicker label={words.who} onChange={(id) => (chosen.current = id)} />
          </Form.Item>
        ),
      }}
    />
  );
}
