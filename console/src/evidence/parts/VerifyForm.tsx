import { Alert, Button, Form, Input } from "antd";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Failure } from "../../kinds/states/Failure";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useVerify, type Verification } from "../queries";
import styles from "./evidence.module.css";

type Finding = Verification["findings"][number];

function Findings({ found }: { found: Verification }) {
  const text = useText();
  const words = text.evidence.verify;
  const inLanguage = useBilingual();
  const place = ({ index, path }: Finding) => (index === null ? (path ?? text.common.none) : words.at(formatNumber(index)));
  return (
    <PlainTable<Finding>
      label={words.findings}
      rows={found.findings}
      rowKey={(one) => `${one.code} ${one.index ?? ""} ${one.path ?? ""}`}
      columns={[
        { key: "what", title: words.what, show: (one) => inLanguage(one.zh, one.en) },
        { key: "where", title: words.where, show: place },
        { key: "code", title: words.code, show: (one) => <code>{one.code}</code> },
      ]}
    />
  );
}

function Outcome({ found }: { found: Verification }) {
  const text = useText();
  const words = text.evidence.verify;
  const good = found.against_size === null ? words.okAlone : words.okAgainst(formatNumber(found.against_size));
  return (
    <>
      <Alert
        className={styles["outcome"]}
        role="status"
        showIcon
        type={!found.ok ? "error" : found.against_size === null ? "info" : "success"}
        title={found.ok ? words.ok : words.bad(formatNumber(found.findings.length))}
        description={found.ok ? good : words.next}
      />
      {found.ok ? null : <Findings found={found} />}
      <Facts
        facts={[
          { label: words.size, value: formatNumber(found.size) },
          { label: words.against, value: found.against_size === null ? words.alone : formatNumber(found.against_size) },
          { label: words.unsequenced, value: found.unsequenced === null ? text.common.none : formatNumber(found.unsequenced) },
          { label: words.signed, value: found.signed_by.join(text.common.listJoin) || text.common.none, wide: true },
          { label: words.root, value: <code>{found.root}</code>, wide: true },
        ]}
      />
    </>
  );
}

/** Verifies the whole log, against a checkpoint kept elsewhere where one is given. */
export function VerifyForm() {
  const words = useText().evidence.verify;
  const verify = useVerify();
  const run = ({ kept }: { kept?: string }) => verify.mutate(kept?.trim() ? `${kept.trim()}\n` : null);
  return (
    <Section title={words.title}>
      <Form layout="vertical" className={styles["form"] ?? ""} onFinish={run}>
        <Form.Item name="kept" label={words.kept} extra={words.keptHelp}>
          <Input.TextArea rows={5} spellCheck={false} maxLength={4000} />
        </Form.Item>
        <Form.Item>
          <Button type="primary" htmlType="submit" loading={verify.isPending}>
            {verify.data === undefined ? words.run : words.again}
          </Button>
        </Form.Item>
      </Form>
      {verify.error === null ? null : <Failure small cause={verify.error} />}
      {verify.data === undefined ? null : <Outcome found={verify.data} />}
    </Section>
  );
}
