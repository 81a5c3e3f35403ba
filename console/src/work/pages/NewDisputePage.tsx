import { useQueryClient } from "@tanstack/react-query";
import { App, Input, Select } from "antd";
import { useNavigate, useSearchParams } from "react-router";

import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { OrganisationSelect } from "../../mechanism/parts/OrganisationSelect";
import { type Dispute, type NewDispute, openDispute } from "../life";

type Values = Omit<NewDispute, "subject">;

/** A case about the thing one came from. */
export default function NewDisputePage() {
  const [params] = useSearchParams();
  const subject = params.get("subject") ?? "";
  const words = useText().work.disputes;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const topics = Object.entries(words.topics).map(([value, label]) => ({ value, label }));
  return (
    <FormKind<Values>
      id={`work.dispute.${subject}`}
      head={{ title: words.raise, intro: words.raiseIntro, crumbs: [{ label: words.title, to: "/disputes" }] }}
      initial={{}}
      steps={[
        {
          key: "case",
          title: words.raise,
          fields: [
            { name: "topic", label: words.topic, required: true, input: <Select options={topics} /> },
            { name: "respondent_organisation_id", label: words.respondent, required: true, input: <OrganisationSelect /> },
            { name: "claim", label: words.claim, required: true, input: <Input.TextArea rows={2} maxLength={1000} /> },
            {
              name: "statement",
              label: words.statement,
              help: words.statementHelp,
              required: true,
              input: <Input.TextArea rows={6} maxLength={10000} />,
            },
          ],
        },
      ]}
      submitLabel={words.raise}
      submit={(values) => openDispute({ ...values, subject })}
      onDone={(answer) => {
        void message.success(words.raised);
        void queries.invalidateQueries({ queryKey: ["work"] });
        void navigate(`/disputes/${(answer as Dispute).id}`);
      }}
    />
  );
}
