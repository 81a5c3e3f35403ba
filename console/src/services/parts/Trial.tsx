import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, InputNumber, Select } from "antd";
import { useState, type ReactNode } from "react";

import { asProblem } from "../../api/problem";
import { formatDate } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import { DayField } from "../../kinds/form/DayField";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { CopyButton } from "../../kinds/states/CopyButton";
import { Empty } from "../../kinds/states/Empty";
import { problemWords } from "../../kinds/states/Failure";
import { PlainTable } from "../../kinds/table/PlainTable";
import { RowsTable } from "../../kinds/table/RowsTable";
import { useCan } from "../../session/session";
import { addressOf, commandOf, filled, type Parameters, readable } from "../call";
import { type Answer, grantsQuery, type Service, type ServiceInput, useTrial } from "../queries";
import { titleOf, typeOf } from "./Contract";
import styles from "./services.module.css";

const ROWS = 20;
const MAY_SEE_GRANTS = "security.grant.read";
const VERDICT_TONES: Record<"yes" | "no" | "unknown", Tone> = { yes: "good", no: "bad", unknown: "warning" };

interface Values {
  inputs?: Record<string, string | string[] | undefined>;
  fields?: string[];
  limit?: number | null;
  grant_id?: string;
}

function parametersOf(values: Values): Parameters {
  const given = Object.entries(values.inputs ?? {});
  return Object.fromEntries(given.map(([name, value]) => [name, value === undefined ? [] : Array.isArray(value) ? value : [value]]));
}

function control(input: ServiceInput, type: string, words: { values: string; yes: string; no: string }): ReactNode {
  if (input.many) return <Select mode="tags" open={false} suffix={null} tokenSeparators={[",", "，", " "]} placeholder={words.values} />;
  if (type === "bool") {
    return (
      <Select
        allowClear
        options={[
          { value: "true", label: words.yes },
          { value: "false", label: words.no },
        ]}
      />
    );
  }
  return type === "date" ? <DayField /> : <Input spellCheck={false} />;
}

function InputField({ service, input }: { service: Service; input: ServiceInput }) {
  const text = useText();
  const words = text.services.trial;
  const title = titleOf(service, input.column);
  const field = control(input, typeOf(service, input.column), { values: words.values, yes: text.common.yes, no: text.common.no });
  return (
    <Form.Item
      name={["inputs", input.column]}
      label={input.is_claim ? `${title} (${words.claim})` : title}
      rules={input.required ? [{ required: true, message: words.missing(title) }] : []}
    >
      {field}
    </Form.Item>
  );
}

function GrantField({ service }: { service: Service }) {
  const words = useText().services.trial;
  const { data } = useQuery(grantsQuery(service.asset_code));
  const options = (data?.items ?? []).map((grant) => ({
    value: grant.id,
    label: words.grantWords(grant.purpose, formatDate(grant.valid_to)),
  }));
  if (options.length === 0) return null;
  return (
    <Form.Item name="grant_id" label={words.grant} extra={words.grantHelp}>
      <Select allowClear placeholder={words.grantOwn} options={options} />
    </Form.Item>
  );
}

function Verdict({ answer }: { answer: Answer }) {
  const words = useText().services.trial;
  if (answer.verdict == null) return null;
  return (
    <>
      <p className={styles["verdict"]}>
        <Chip tone={VERDICT_TONES[answer.verdict]}>{words.verdicts[answer.verdict]}</Chip>
      </p>
      <Facts facts={[{ label: words.why, value: answer.reason == null ? "" : words.reasons[answer.reason] }]} />
    </>
  );
}

function Rows({ answer }: { answer: Answer }) {
  const words = useText().services.trial;
  const { rows, columns } = answer;
  if (rows == null || columns == null) return null;
  if (rows.length === 0) return <Empty title={words.none} hint={words.noneHint} />;
  return <RowsTable label={words.answer} columns={columns} rows={rows} />;
}

function Answered({ answer }: { answer: Answer }) {
  const text = useText();
  const words = text.services.trial;
  const count = answer.rows == null ? null : words.rows(formatNumber(answer.rows.length));
  return (
    <Section title={words.answer} aside={<span>{count}</span>}>
      <Verdict answer={answer} />
      <Rows answer={answer} />
      <Facts
        facts={[
          ...(answer.next_offset == null ? [] : [{ label: words.more, value: text.common.yes }]),
          { label: words.version, value: answer.data_version === null ? text.common.none : String(answer.data_version) },
          { label: words.call, value: <code>{answer.call_id}</code> },
          { label: words.decision, value: <code>{answer.decision_id}</code> },
        ]}
      />
    </Section>
  );
}

function Refused({ cause }: { cause: Error }) {
  const text = useText();
  const words = text.services.trial;
  const problem = asProblem(cause);
  return (
    <Alert
      className={styles["alert"]}
      role="alert"
      type="error"
      showIcon
      title={words.refused(String(problem.status))}
      description={
        <>
          <p>{problemWords(problem, text)}</p>
          {problem.next ? <p>{problem.next}</p> : null}
          <p>
            {words.code} <code>{problem.code}</code>
          </p>
        </>
      }
    />
  );
}

function Refusals() {
  const words = useText().services.trial;
  return (
    <Section title={words.refusals}>
      <PlainTable<[string, string]>
        label={words.refusals}
        rows={Object.entries(words.meanings)}
        rowKey={([status]) => status}
        columns={[
          { key: "status", title: words.status, show: ([status]) => status },
          { key: "meaning", title: words.meaning, show: ([, meaning]) => meaning },
        ]}
      />
    </Section>
  );
}

/** Fill in the contract's inputs, see the request, call, see the masked answer or the refusal. */
export function Trial({ service }: { service: Service }) {
  const text = useText();
  const words = text.services.trial;
  const can = useCan();
  const trial = useTrial(service.code);
  const [values, setValues] = useState<Values>({ limit: ROWS });
  const queries = service.kind === "query";
  const call = {
    path: service.gateway_path,
    parameters: parametersOf(values),
    fields: values.fields ?? [],
    limit: queries ? (values.limit ?? null) : null,
  };
  if (service.state !== "published") return <Empty title={words.notPublished} hint={words.notPublishedHint} />;
  const send = () =>
    trial.mutate({
      parameters: filled(call.parameters),
      fields: [...call.fields],
      offset: 0,
      limit: values.limit ?? ROWS,
      ...(values.grant_id === undefined ? {} : { grant_id: values.grant_id }),
    });
  return (
    <Stack columns={2}>
      <Stack>
        <Section title={words.inputs}>
          <p className={styles["intro"]}>{words.intro}</p>
          <Form<Values>
            layout="vertical"
            className={styles["form"] ?? ""}
            initialValues={values}
            onValuesChange={(_, all) => setValues(all)}
            onFinish={send}
          >
            {service.inputs.map((input) => (
              <InputField key={input.column} service={service} input={input} />
            ))}
            {queries ? (
              <>
                <Form.Item name="fields" label={words.fields} extra={words.fieldsHelp}>
                  <Select mode="multiple" options={service.outputs.map((value) => ({ value, label: titleOf(service, value) }))} />
                </Form.Item>
                <Form.Item name="limit" label={words.limit}>
                  <InputNumber min={1} max={service.page_size_max} precision={0} />
                </Form.Item>
              </>
            ) : null}
            {can(MAY_SEE_GRANTS) ? <GrantField service={service} /> : null}
            <Form.Item>
              <Button type="primary" htmlType="submit" loading={trial.isPending}>
                {words.run}
              </Button>
            </Form.Item>
          </Form>
        </Section>
        <Section title={words.request}>
          <pre className={styles["code"]}>{`GET ${readable(addressOf(call))}\nAuthorization: Bearer sdk_…`}</pre>
          <div className={styles["bar"]}>
            <CopyButton value={commandOf(call, location.origin)} label={words.copyCommand} />
          </div>
        </Section>
      </Stack>
      <Stack>
        {trial.error === null ? null : <Refused cause={trial.error} />}
        {trial.data === undefined ? null : <Answered answer={trial.data} />}
        <Refusals />
      </Stack>
    </Stack>
  );
}
