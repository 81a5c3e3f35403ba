import { App, Select } from "antd";
import { useNavigate, useParams, useSearchParams } from "react-router";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import { OrganisationSelect } from "../../mechanism/parts/OrganisationSelect";
import { roleOptions } from "../parts/words";
import { giveRole, type NewRole, useAfterAccountChange } from "../queries";

interface Values {
  role: NewRole["role"];
  organisation_id: string;
  valid_from: string;
  valid_to?: string;
}

export default function GiveRolePage() {
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const text = useText();
  const words = text.system.accounts;
  const navigate = useNavigate();
  const after = useAfterAccountChange();
  const { message } = App.useApp();
  const login = params.get("login") ?? "";
  const list = `/system/accounts?${new URLSearchParams({ q: login }).toString()}`;
  const send = ({ valid_to, ...values }: Values) => giveRole(id, { ...values, ...(valid_to ? { valid_to } : {}) });
  return (
    <FormKind<Values>
      id={`system.role.${id}`}
      head={{ title: words.giveRole, intro: words.giveRoleIntro, crumbs: [{ label: login || words.title, to: list }] }}
      initial={{}}
      steps={[
        {
          key: "role",
          title: words.giveRole,
          fields: [
            { name: "role", label: words.role, required: true, input: <Select options={roleOptions(text)} /> },
            { name: "organisation_id", label: words.organisation, required: true, input: <OrganisationSelect /> },
            { name: "valid_from", label: words.from, required: true, input: <DayField /> },
            { name: "valid_to", label: words.to, help: words.toHelp, input: <DayField /> },
          ],
        },
      ]}
      submitLabel={words.giveRole}
      submit={send}
      onDone={() => {
        void message.success(words.given);
        after();
        void navigate(list);
      }}
    />
  );
}
