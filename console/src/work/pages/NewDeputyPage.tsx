import { useQueryClient } from "@tanstack/react-query";
import { App, Input, Select } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import { delegate } from "../life";
import { OnePerson } from "../parts/Person";

interface Values {
  deputy_id: string;
  valid_from: string;
  valid_to: string;
  reason: string;
  kinds?: string[];
}

export default function NewDeputyPage() {
  const words = useText().work.deputies;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const options = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
  return (
    <FormKind<Values>
      id="work.deputy"
      head={{ title: words.add, intro: words.addIntro, crumbs: [{ label: words.title, to: "/me/deputies" }] }}
      initial={{}}
      steps={[
        {
          key: "deputy",
          title: words.add,
          fields: [
            { name: "deputy_id", label: words.deputy, required: true, input: <OnePerson /> },
            { name: "valid_from", label: words.from, required: true, input: <DayField /> },
            { name: "valid_to", label: words.to, required: true, help: words.toHelp, input: <DayField /> },
            { name: "kinds", label: words.scope, help: words.scopeHelp, input: <Select mode="multiple" options={options} /> },
            { name: "reason", label: words.reason, required: true, input: <Input maxLength={200} /> },
          ],
        },
      ]}
      submitLabel={words.add}
      submit={({ kinds, ...values }) => delegate({ ...values, kinds: kinds ?? [] })}
      onDone={() => {
        void message.success(words.added);
        void queries.invalidateQueries({ queryKey: ["work"] });
        void navigate("/me/deputies");
      }}
    />
  );
}
