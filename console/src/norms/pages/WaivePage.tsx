import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input } from "antd";
import { useNavigate, useSearchParams } from "react-router";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { spoken } from "../parts/words";
import { clauseQuery, proposeWaiver } from "../queries";

interface Values {
  reason: string;
  expires_on: string;
}

/** Asks for an exception from one clause for one thing; someone else of the bureau decides. */
export default function WaivePage() {
  const [params] = useSearchParams();
  const text = useText();
  const words = text.norms.waive;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [id, subject, name] = ["clause", "subject", "name"].map((key) => params.get(key) ?? "") as [string, string, string];
  const clause = useQuery(clauseQuery(id));
  const done = (answer: unknown) => {
    void message.success(words.held);
    void queries.invalidateQueries({ queryKey: ["system"] });
    void navigate(`/work/changes/${(answer as { change_id: string }).change_id}`);
  };
  return (
    <Ready query={clause}>
      {(found) => (
        <FormKind<Values>
          id={`norms.waive.${id}.${subject}`}
          head={{ title: words.title, intro: words.intro, crumbs: [{ label: text.norms.results.title, to: "/standards/norms/results" }] }}
          initial={{}}
          steps={[
            {
              key: "waiver",
              title: words.title,
              fields: [
                {
                  name: "reason",
                  label: words.reason,
                  required: true,
                  help: words.reasonHelp,
                  input: <Input.TextArea rows={4} maxLength={500} showCount />,
                },
                { name: "expires_on", label: words.until, required: true, help: words.untilHelp, input: <DayField /> },
              ],
            },
          ]}
          submitLabel={words.submit}
          submit={(values, key) => proposeWaiver({ ...values, clause_id: id, subject }, key)}
          onDone={done}
          aside={
            <Section title={words.about}>
              <Facts
                facts={[
                  { label: words.thing, value: name, wide: true },
                  { label: words.asks, value: spoken(text, found.zh, found.en), wide: true },
                  { label: words.mend, value: spoken(text, found.mend_zh, found.mend_en), wide: true },
                ]}
              />
            </Section>
          }
        />
      )}
    </Ready>
  );
}
