import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { asProblem } from "../../api/problem";
import { EntryFrame } from "../../access/parts/EntryFrame";
import styles from "../../access/parts/EntryFrame.module.css";
import { useText } from "../../i18n";
import { problemWords } from "../../kinds/states/Failure";
import { useEnrol } from "../queries";
import system from "../parts/system.module.css";

const LEAST = 12;

interface Values {
  password: string;
  again: string;
}

/** Sets the first password. The token stands in the address's fragment, which is never sent to a server. */
export default function EnrolPage() {
  const text = useText();
  const words = text.system.enrol;
  const [token] = useState(() => location.hash.slice(1));
  const enrol = useEnrol();
  const problem = enrol.error === null ? null : asProblem(enrol.error);

  if (enrol.data !== undefined) {
    return (
      <EntryFrame title={words.title}>
        <div className={system["done"]}>
          <Alert type="success" showIcon role="status" title={words.done(enrol.data.login)} />
          <Link to="/login">{words.signIn}</Link>
        </div>
      </EntryFrame>
    );
  }
  if (token === "") {
    return (
      <EntryFrame title={words.title}>
        <div className={system["done"]}>
          <Alert type="error" showIcon role="alert" title={words.missing} />
          <Link to="/login">{words.signIn}</Link>
        </div>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={words.title}>
      <Alert className={styles["alert"]} type="info" showIcon title={words.intro} />
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
      <Form<Values> layout="vertical" requiredMark={false} onFinish={({ password }) => enrol.mutate({ token, password })}>
        <Form.Item
          name="password"
          label={words.password}
          extra={words.help}
          rules={[
            { required: true, message: text.kinds.form.missing(words.password) },
            { min: LEAST, message: words.tooShort },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={words.again}
          dependencies={["password"]}
          rules={[
            { required: true, message: text.kinds.form.missing(words.password) },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error(words.differ)),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={enrol.isPending}>
          {words.submit}
        </Button>
      </Form>
    </EntryFrame>
  );
}
