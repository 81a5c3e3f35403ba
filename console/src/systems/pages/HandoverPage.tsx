import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";

import { EntryFrame } from "../../access/parts/EntryFrame";
import frame from "../../access/parts/EntryFrame.module.css";
import { asProblem } from "../../api/problem";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { problemWords } from "../../kinds/states/Failure";
import { openHandover, useHandover } from "../queries";

interface Values {
  host: string;
  port: string;
  database: string;
  user: string;
  password: string;
}

const PORTS: Record<string, string> = { postgresql: "5432", mysql: "3306" };

/** The connection string of what was typed; every part is escaped, so that none can say more than it should. */
function secretOf(connector: string, typed: Values): string {
  const [user, password, database] = [typed.user, typed.password, typed.database].map(encodeURIComponent);
  const scheme = connector === "mysql" ? "mysql" : "postgresql";
  return `${scheme}://${user}:${password}@${typed.host.trim()}:${typed.port.trim()}/${database}`;
}

/** Where the holder of a one-time link types in what opens a source. The token stands in the address's fragment. */
export default function HandoverPage() {
  const text = useText();
  const words = text.systems.handover;
  const [token] = useState(() => location.hash.slice(1));
  const form = useQuery({ ...openHandover(token), enabled: token !== "" });
  const sending = useHandover();
  const missing = (label: string) => [{ required: true, whitespace: true, message: text.kinds.form.missing(label) }];
  const cause = form.error ?? sending.error;
  const problem = cause === null ? null : asProblem(cause);
  const answer = sending.data;
  if (answer?.ok) {
    return (
      <EntryFrame title={words.title}>
        <Alert type="success" showIcon role="status" title={words.done} />
      </EntryFrame>
    );
  }
  const refused = problem === null ? answer?.problem : problemWords(problem, text);
  return (
    <EntryFrame title={words.title}>
      {token === "" ? <Alert type="error" showIcon role="alert" title={words.missing} /> : null}
      {refused ? (
        <Alert
          className={frame["alert"]}
          type="error"
          showIcon
          role="alert"
          title={refused}
          description={problem === null ? answer?.next : problem.next}
        />
      ) : null}
      {form.data === undefined ? null : (
        <>
          <Alert
            className={frame["alert"]}
            type="info"
            showIcon
            title={words.forWhom(form.data.organisation_name, form.data.system_name)}
            description={`${words.intro} ${words.expires(formatMoment(form.data.expires_at))}`}
          />
          <Form<Values>
            layout="vertical"
            requiredMark={false}
            initialValues={{ port: PORTS[form.data.connector] ?? "" }}
            onFinish={(typed) => sending.mutate({ token, secret: secretOf(form.data.connector, typed) })}
          >
            <Form.Item name="host" label={words.host} rules={missing(words.host)}>
              <Input autoComplete="off" maxLength={200} />
            </Form.Item>
            <Form.Item name="port" label={words.port} rules={[...missing(words.port), { pattern: /^\d{1,5}$/, message: words.port }]}>
              <Input inputMode="numeric" maxLength={5} />
            </Form.Item>
            <Form.Item name="database" label={words.database} rules={missing(words.database)}>
              <Input autoComplete="off" maxLength={100} />
            </Form.Item>
            <Form.Item name="user" label={words.user} rules={missing(words.user)}>
              <Input autoComplete="off" maxLength={100} />
            </Form.Item>
            <Form.Item name="password" label={words.password} rules={missing(words.password)}>
              <Input.Password autoComplete="new-password" maxLength={200} />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={sending.isPending}>
              {words.submit}
            </Button>
          </Form>
        </>
      )}
    </EntryFrame>
  );
}
