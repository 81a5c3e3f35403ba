import { useQueryClient } from "@tanstack/react-query";
import { App, Input, Select } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { filled, systemFields } from "../parts/systemFields";
import { type NewSystem, registerSystem, SYSTEMS } from "../queries";

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;

/** Puts an application system into the register. */
export default function NewSystemPage() {
  const text = useText();
  const words = text.systems;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const states = Object.entries(words.states).map(([value, label]) => ({ value, label }));
  return (
    <FormKind<NewSystem>
      id="architecture.system.new"
      head={{ title: words.register, intro: words.registerIntro, crumbs: [{ label: words.title, to: "/systems" }] }}
      initial={{ state: "in_use" }}
      steps={[
        {
          key: "system",
          title: words.register,
          fields: [
            {
              name: "code",
              label: words.code,
              required: true,
              example: "SYS-GA-01",
              rules: [{ pattern: CODE, message: words.code }],
              input: <Input maxLength={60} />,
            },
            ...systemFields(words),
            { name: "state", label: words.state, required: true, input: <Select options={states} /> },
          ],
        },
      ]}
      submitLabel={words.register}
      submit={(values, key) => registerSystem(filled(values), key)}
      onDone={(made) => {
        void message.success(words.registered_done);
        void queries.invalidateQueries({ queryKey: SYSTEMS });
        void navigate(`/systems/${encodeURIComponent((made as NewSystem).code)}`);
      }}
    />
  );
}
