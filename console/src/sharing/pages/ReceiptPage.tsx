import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input, InputNumber, Radio } from "antd";
import { useNavigate, useParams } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { Digest } from "../parts/Deliveries";
import { AskedColumns } from "../parts/Scope";
import { rowsWords } from "../parts/words";
import { type Application, applicationQuery, signReceipt, useAfterStep } from "../queries";

interface Values {
  rows: number;
  outcome: "accepted" | "disputed";
  opinion?: string;
}

/** What was approved and what the platform says it delivered, beside the form. */
function Against({ application }: { application: Application }) {
  const text = useText();
  const { fields, receipt: words, deliveries } = text.sharing;
  const last = application.deliveries.find((one) => one.state === "done");
  return (
    <Stack>
      <Section title={words.delivered}>
        <Facts
          facts={[
            { label: deliveries.target, value: <code>{application.target_table}</code> },
            { label: deliveries.arrived, value: last?.rows_arrived == null ? text.common.none : formatNumber(last.rows_arrived) },
            { label: deliveries.version, value: last === undefined ? text.common.none : String(last.lake_version) },
            { label: deliveries.digest, value: <Digest digest={last?.digest ?? ""} /> },
          ]}
        />
      </Section>
      <Section title={words.against}>
        <Facts facts={[{ label: fields.rows, value: rowsWords(application.where, application.where_text, text), wide: true }]} />
        <AskedColumns application={application} />
      </Section>
    </Stack>
  );
}

function ReceiptForm({ application }: { application: Application }) {
  const text = useText();
  const words = text.sharing.receipt;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const after = useAfterStep();
  const { message } = App.useApp();
  const page = `/sharing/applications/${application.id}`;
  const explained = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: (_: unknown, value: unknown) => {
      const owed = getFieldValue("outcome") === "disputed" && (typeof value !== "string" || value.trim() === "");
      return owed ? Promise.reject(new Error(words.opinionMissing)) : Promise.resolve();
    },
  });
  return (
    <FormKind<Values>
      id={`sharing.receipt.${application.id}`}
      version={application.version}
      head={{ title: words.title, intro: words.intro, crumbs: [{ label: application.number, to: page }] }}
      initial={{ outcome: "accepted" }}
      steps={[
        {
          key: "receipt",
          title: words.title,
          fields: [
            {
              name: "rows",
              label: words.rows,
              required: true,
              help: words.rowsHelp(application.target_table),
              input: <InputNumber min={0} precision={0} />,
            },
            {
              name: "outcome",
              label: words.outcome,
              required: true,
              input: (
                <Radio.Group
                  vertical
                  options={[
                    { value: "accepted", label: words.accepted },
                    { value: "disputed", label: words.disputed },
                  ]}
                />
              ),
            },
            {
              name: "opinion",
              label: words.opinion,
              help: words.opinionHelp,
              rules: [explained],
              input: <Input.TextArea rows={3} maxLength={2000} />,
            },
          ],
        },
      ]}
      submitLabel={words.submit}
      submit={({ rows, outcome, opinion = "" }, key) =>
        signReceipt(application.id, { version: application.version, rows, accepted: outcome === "accepted", opinion }, key)
      }
      onReload={() => void queries.invalidateQueries({ queryKey: ["sharing", "application", application.id] })}
      onDone={() => {
        void message.success(words.done);
        after();
        void navigate(page);
      }}
      aside={<Against application={application} />}
    />
  );
}

export default function ReceiptPage() {
  const { id = "" } = useParams();
  const application = useQuery(applicationQuery(id));
  return <Ready query={application}>{(found) => <ReceiptForm key={found.version} application={found} />}</Ready>;
}
