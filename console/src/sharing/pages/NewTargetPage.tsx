import { App, Button, Form, Input } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { useSubmission } from "../../kinds/form/useSubmission";
import { Refused } from "../../kinds/form/Messages";
import { Column } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { DsnItem } from "../parts/DsnItem";
import { type NewTarget, registerTarget, useAfterStep } from "../queries";

const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;

/** Not one of the form kind's forms: those keep drafts on the computer, and this one holds a password. */
export default function NewTargetPage() {
  const text = useText();
  const words = text.sharing.targets;
  const navigate = useNavigate();
  const after = useAfterStep();
  const { message } = App.useApp();
  const submission = useSubmission(registerTarget);
  const missing = (label: string) => ({ required: true, whitespace: true, message: text.kinds.form.missing(label) });
  const done = () => {
    void message.success(words.done);
    after();
    void navigate("/sharing/targets");
  };
  return (
    <>
      <PageHead title={words.register} intro={words.intro} crumbs={[{ label: words.title, to: "/sharing/targets" }]} />
      <Column>
        {submission.error === null ? null : <Refused cause={submission.error} count={0} rest={[]} />}
        <Form<NewTarget>
          layout="vertical"
          initialValues={{ schema: "public" }}
          disabled={submission.sending}
          onFinish={(values) => submission.submit(values, { onSuccess: done })}
        >
          <Form.Item name="name" label={words.name} extra={text.kinds.form.example(words.nameExample)} rules={[missing(words.name)]}>
            <Input maxLength={100} />
          </Form.Item>
          <DsnItem />
          <Form.Item
            name="schema"
            label={words.schema}
            extra={words.schemaHelp}
            rules={[missing(words.schema), { pattern: SCHEMA, message: words.schemaWrong }]}
          >
            <Input spellCheck={false} autoCapitalize="off" maxLength={63} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={submission.sending}>
            {words.register}
          </Button>
        </Form>
      </Column>
    </>
  );
}
