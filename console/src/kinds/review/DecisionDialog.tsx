import { Alert, Button, Drawer, Form, Input, Modal, Select } from "antd";
import type { ReactNode } from "react";

import { usePhone } from "../../app/media";
import { asProblem } from "../../api/problem";
import { useText } from "../../i18n";
import { problemWords } from "../states/Failure";
import styles from "./Review.module.css";
import type { Decision, Made } from "./types";

interface DialogProps {
  decision: Decision;
  sending: boolean;
  error: Error | null;
  onSend: (made: Made) => void;
  onClose: () => void;
}

interface Answers {
  ground?: string;
  reason?: string;
}

function Frame({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const phone = usePhone();
  if (phone) {
    return (
      <Drawer open placement="bottom" size="auto" title={title} onClose={onClose}>
        {children}
      </Drawer>
    );
  }
  return (
    <Modal open title={title} footer={null} onCancel={onClose}>
      {children}
    </Modal>
  );
}

/** The grounds and words of one decision; on a phone it comes up from the bottom. */
export function DecisionDialog({ decision, sending, error, onSend, onClose }: DialogProps) {
  const text = useText();
  const words = text.kinds.review;
  const { key, label, tone, grounds, reason = "optional", content } = decision;
  const problem = error === null ? null : asProblem(error);
  const send = (answers: Answers) =>
    onSend({ decision: key, ground: answers.ground ?? null, reason: answers.reason?.trim() ?? "" });
  return (
    <Frame title={label} onClose={onClose}>
      <Form<Answers> layout="vertical" disabled={sending} onFinish={send}>
        {problem === null ? null : (
          <Alert
            className={styles["refused"]}
            role="alert"
            type="error"
            showIcon
            title={problemWords(problem, text)}
            description={problem.next}
          />
        )}
        {content}
        {grounds === undefined ? null : (
          <Form.Item name="ground" label={words.ground} rules={[{ required: true, message: words.groundMissing }]}>
            <Select options={[...grounds]} />
          </Form.Item>
        )}
        {reason === "none" ? null : (
          <Form.Item
            name="reason"
            label={words.reason}
            required={reason === "required"}
            rules={reason === "required" ? [{ required: true, whitespace: true, message: words.reasonMissing }] : []}
          >
            <Input.TextArea rows={3} maxLength={1000} showCount />
          </Form.Item>
        )}
        <div className={styles["dialogBar"]}>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="primary" danger={tone === "danger"} htmlType="submit" loading={sending}>
            {words.confirm(label)}
          </Button>
        </div>
      </Form>
    </Frame>
  );
}
