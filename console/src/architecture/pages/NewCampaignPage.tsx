import { useQueryClient } from "@tanstack/react-query";
import { App, Input, Select } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import { type Campaign, CAMPAIGNS, type NewCampaign, startCampaign } from "../reviewing";

/** Ask every department for a field until a day. */
export default function NewCampaignPage() {
  const words = useText().reviewing;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const done = (answer: unknown) => {
    void message.success(words.started);
    void queries.invalidateQueries({ queryKey: CAMPAIGNS });
    void navigate(`/catalogue/campaigns/${(answer as Campaign).id}`);
  };
  const options = Object.entries(words.fields).map(([value, label]) => ({ value, label }));
  return (
    <FormKind<NewCampaign>
      id="architecture.campaign"
      head={{ title: words.start, intro: words.campaignsIntro, crumbs: [{ label: words.campaigns, to: "/catalogue/campaigns" }] }}
      initial={{}}
      steps={[
        {
          key: "campaign",
          title: words.campaign,
          fields: [
            { name: "title", label: words.titleLabel, required: true, input: <Input maxLength={200} /> },
            { name: "field", label: words.field, required: true, input: <Select options={options} /> },
            { name: "due_on", label: words.due, required: true, input: <DayField /> },
            {
              name: "basis",
              label: words.basis,
              required: true,
              example: words.basisExample,
              input: <Input maxLength={300} />,
            },
          ],
        },
      ]}
      submitLabel={words.start}
      submit={startCampaign}
      onDone={done}
    />
  );
}
