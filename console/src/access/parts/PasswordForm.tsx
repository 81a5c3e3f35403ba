import { Alert, Button, Form, Input } from "antd";

import { asProblem, fieldMessages } from "../../api/problem";
import { useText } from "../../i18n";
import { problemWords } from "../../kinds/states/Failure";
import { useChangePassword } from "../queries";
import styles from "./EntryFrame.module.css";

const LEAST = 12;

interface Values {
  current: string;
  fresh: string;
  again: string;
}

export function PasswordForm({ onDone }: { onDone: () => void }) {
  const text = useText();
  const words = text.access.password;
  const [form] = Form.useForm<Values>();
  const change = useChangePassword();

  const send = (values: Values) =>
    change.mutate(
      { current: values.current, new: values.fresh },
      {
        onSuccess: onDone,
        onError: (cause) => {
          const { current, new: fresh } = fieldMessages(asProblem(cause).details);
          form.setFields([
            { name: "current", errors: current === undefined ? [] : [current] },
            { name: "fresh", errors: fresh === undefined ? [] : [fresh] },
          ]);
        },
      },
    );

  const problem = change.error === null ? null : asProblem(change.error);
  return (
    <>
      {problem === null ? null : (
        <Alert
          className={styles["alert"]}
          type="error"
          showIcon
          role="alert"
          title={problemWords(problem, text)}
          description={problem.next}
        />
      )}
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item name="current" label={words.current} rules={[{ required: true, message: text.kinds.form.missing(words.current) }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="fresh"
          label={words.fresh}
          extra={words.freshHelp}
          rules={[
            { required: true, message: text.kinds.form.missing(words.fresh) },
            { min: LEAST, message: words.tooShort },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={words.again}
          dependencies={["fresh"]}
          rules={[
            { required: true, message: text.kinds.form.missing(words.fresh) },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue("fresh") ? Promise.resolve() : Promise.reject(new Error(words.differ)),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {words.submit}
        </Button>
      </Form>
    </>
  );
}
