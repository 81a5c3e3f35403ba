import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Select } from "antd";

import { newKey } from "../../api/client";
import { asProblem } from "../../api/problem";
import { useText } from "../../i18n";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { problemWords } from "../../kinds/states/Failure";
import { CopyButton } from "../../kinds/states/CopyButton";
import { RowsTable } from "../../kinds/table/RowsTable";
import { type Asset, type LensRows, readRows } from "../queries";
import styles from "./admission.module.css";

const LIMITS = [20, 50, 100] as const;

interface Asked {
  purpose: string;
  limit: number;
}

/** The lens that was applied, then the rows behind it. */
function Seen({ answer, label }: { answer: LensRows; label: string }) {
  const text = useText();
  const words = text.admission.preview;
  const masked = answer.columns.filter((column) => column.mask !== null).map((column) => column.title || column.name);
  return (
    <Section title={words.shown(answer.rows.length)}>
      <Facts
        facts={[
          { label: words.version, value: text.admission.lake.version(answer.version) },
          { label: words.where, value: answer.where_text || text.common.all },
          {
            label: text.admission.table.fields,
            value: masked.length === 0 ? words.noneMasked : words.masked(masked.join(text.common.listJoin)),
            wide: true,
          },
          { label: words.decision, value: <CopyButton value={answer.decision_id} label={answer.decision_id} />, wide: true },
        ]}
      />
      {answer.rows.length === 0 ? (
        <Empty title={words.noRows} hint={words.noRowsHint} />
      ) : (
        <RowsTable
          label={label}
          columns={answer.columns.map(({ name, title, mask }) => ({ name, title: title || name, mask }))}
          rows={answer.rows}
        />
      )}
    </Section>
  );
}

/** Rows of a data set through the reader's lens. The purpose is asked first: it becomes part of the evidence. */
export function RowPreview({ asset }: { asset: Asset }) {
  const text = useText();
  const words = text.admission.preview;
  const look = useMutation({ mutationFn: ({ purpose, limit }: Asked) => readRows(asset.code, purpose.trim(), limit, newKey()) });
  const problem = look.error === null ? null : asProblem(look.error);
  if (asset.released_version === null) return <Empty title={words.noRows} hint={words.notReleased} />;
  return (
    <div className={styles["preview"]}>
      <Section title={words.title}>
        <Form<Asked> layout="vertical" requiredMark={false} className={styles["ask"] ?? ""} initialValues={{ limit: LIMITS[0] }} onFinish={(asked) => look.mutate(asked)}>
          <p className={styles["hint"]}>{words.intro}</p>
          <Form.Item
            name="purpose"
            label={words.purpose}
            extra={`${words.purposeHelp} ${text.kinds.form.example(words.purposeExample)}`}
            rules={[{ required: true, whitespace: true, min: 2, message: words.purposeMissing }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="limit" label={words.limit}>
            <Select options={LIMITS.map((value) => ({ value, label: words.atMost(value) }))} />
          </Form.Item>
          <div className={styles["bar"]}>
            <Button type="primary" htmlType="submit" loading={look.isPending}>
              {words.look}
            </Button>
          </div>
        </Form>
        {problem === null ? null : (
          <Alert type="error" role="alert" showIcon title={problemWords(problem, text)} description={problem.next} />
        )}
      </Section>
      {look.data === undefined ? null : <Seen answer={look.data} label={asset.title} />}
    </div>
  );
}
