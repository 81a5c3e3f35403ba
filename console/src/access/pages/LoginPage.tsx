import { Alert, Button, Form, Input } from "antd";
import { Navigate, useSearchParams } from "react-router";

import { asProblem } from "../../api/problem";
import { useText } from "../../i18n";
import { problemWords } from "../../kinds/states/Failure";
import { useMaybeSession } from "../../session/session";
import { safeNext } from "../next";
import { EntryFrame } from "../parts/EntryFrame";
import styles from "../parts/EntryFrame.module.css";
import { useSignIn } from "../queries";

interface Credentials {
  login: string;
  password: string;
}

function Refusal({ cause }: { cause: Error }) {
  const problem = asProblem(cause);
  return (
    <Alert
      className={styles["alert"]}
      type="error"
      showIcon
      role="alert"
      title={problemWords(problem, useText())}
      description={problem.next}
    />
  );
}

export default function LoginPage() {
  const words = useText().access.login;
  const [params] = useSearchParams();
  const session = useMaybeSession();
  const signIn = useSignIn();
  const next = params.get("next");

  if (session.data) return <Navigate to={safeNext(next)} replace />;

  const arrival = params.has("out") ? words.signedOut : params.has("ended") ? words.expired : null;
  return (
    <EntryFrame title={words.title}>
      {signIn.error === null ? null : <Refusal cause={signIn.error} />}
      {arrival !== null && signIn.error === null ? (
        <Alert className={styles["alert"]} type="info" showIcon title={arrival} />
      ) : null}
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(values) => signIn.mutate(values)}>
        <Form.Item name="login" label={words.account} rules={[{ required: true, whitespace: true, message: words.accountMissing }]}>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose, and this is its first field */}
          <Input autoComplete="username" autoCapitalize="off" spellCheck={false} autoFocus />
        </Form.Item>
        <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.passwordMissing }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item>
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {words.submit}
          </Button>
        </Form.Item>
      </Form>
      <p className={styles["help"]}>{words.help}</p>
    </EntryFrame>
  );
}
