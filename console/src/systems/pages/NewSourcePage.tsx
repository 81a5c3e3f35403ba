import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Select } from "antd";
import { useNavigate, useSearchParams } from "react-router";

import { useText } from "../../i18n";
import { Refused } from "../../kinds/form/Messages";
import { useSubmission } from "../../kinds/form/useSubmission";
import { Column } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { Ready } from "../../kinds/states/Ready";
import { type NewSource, registerSource, type SystemPageData, systemPageQuery, SYSTEMS } from "../queries";

interface Values {
  code: string;
  name: string;
  connector: string;
  schema: string;
  secret?: string;
}

/** Not one of the form kind's forms: those keep drafts on the computer, and this one may hold a password. */
function Page({ page }: { page: SystemPageData }) {
  const text = useText();
  const words = text.systems.source;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const submission = useSubmission(registerSource);
  const { system } = page;
  const address = `/systems/${encodeURIComponent(system.code)}`;
  const missing = (label: string) => [{ required: true, whitespace: true, message: text.kinds.form.missing(label) }];
  const kinds = Object.entries(words.connectors).map(([value, label]) => ({ value, label }));
  const send = ({ schema, secret, ...values }: Values) => {
    const settings = values.connector === "postgresql" ? { schema } : {};
    const body: NewSource = { ...values, settings, system_code: system.code, organisation_id: system.organisation_id };
    submission.submit(secret ? { ...body, secret } : body, {
      onSuccess: () => {
        void message.success(words.done);
        void queries.invalidateQueries({ queryKey: SYSTEMS });
        void navigate(address);
      },
    });
  };
  return (
    <>
      <PageHead
        title={words.title}
        intro={words.intro}
        crumbs={[
          { label: text.systems.title, to: "/systems" },
          { label: system.name, to: address },
        ]}
      />
      <Column>
        {submission.error === null ? null : <Refused cause={submission.error} count={0} rest={[]} />}
        <Form<Values>
          layout="vertical"
          initialValues={{ connector: "postgresql", schema: "public" }}
          disabled={submission.sending}
          onFinish={send}
        >
          <Form.Item name="name" label={words.name} rules={missing(words.name)}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="code" label={words.code} rules={missing(words.code)}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="connector" label={words.connector} rules={missing(words.connector)}>
            <Select options={kinds} />
          </Form.Item>
          <Form.Item name="schema" label={words.schema} extra={words.schemaHelp}>
            <Input maxLength={63} />
          </Form.Item>
          <Form.Item name="secret" label={words.secret} extra={words.secretHelp}>
            <Input.Password autoComplete="new-password" maxLength={4000} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={submission.sending}>
            {words.title}
          </Button>
        </Form>
      </Column>
    </>
  );
}

export default function NewSourcePage() {
  const [params] = useSearchParams();
  const page = useQuery(systemPageQuery(params.get("system") ?? ""));
  return <Ready query={page}>{(found) => <Page page={found} />}</Ready>;
}
