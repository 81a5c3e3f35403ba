import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input, Radio } from "antd";
import { useNavigate, useParams } from "react-router";

import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import type { FormField } from "../../kinds/form/types";
import { Ready } from "../../kinds/states/Ready";
import { type Application, applicationQuery, evaluateApplication, type EvaluationBody, useAfterStep } from "../queries";

type Scores = EvaluationBody["scores"];
type Values = Scores & { text?: string };

const STARS = [5, 4, 3, 2, 1] as const;

function EvaluationForm({ application }: { application: Application }) {
  const words = useText().sharing.evaluation;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const after = useAfterStep();
  const { message } = App.useApp();
  const page = `/sharing/applications/${application.id}`;
  const options = STARS.map((value) => ({ value, label: words.stars(value) }));
  const scores = (Object.entries(words.scores) as [keyof Scores, string][]).map(
    ([name, label]): FormField<Values> => ({
      name,
      label,
      rules: [{ required: true, message: words.missing(label) }],
      input: <Radio.Group options={options} />,
    }),
  );
  const send = ({ text = "", ...given }: Values, key: string) =>
    evaluateApplication(application.id, { version: application.version, scores: given, text }, key);
  return (
    <FormKind<Values>
      id={`sharing.evaluation.${application.id}`}
      version={application.version}
      head={{ title: words.title, intro: words.intro, crumbs: [{ label: application.number, to: page }] }}
      initial={{}}
      steps={[
        {
          key: "scores",
          title: words.title,
          fields: [
            ...scores,
            { name: "text", label: words.text, help: words.textHelp, input: <Input.TextArea rows={4} maxLength={2000} showCount /> },
          ],
        },
      ]}
      submitLabel={words.submit}
      submit={send}
      onReload={() => void queries.invalidateQueries({ queryKey: ["sharing", "application", application.id] })}
      onDone={() => {
        void message.success(words.done);
        after();
        void navigate(page);
      }}
    />
  );
}

export default function EvaluationPage() {
  const { id = "" } = useParams();
  const application = useQuery(applicationQuery(id));
  return <Ready query={application}>{(found) => <EvaluationForm key={found.version} application={found} />}</Ready>;
}
