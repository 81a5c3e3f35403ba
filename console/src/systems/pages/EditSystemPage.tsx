import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useNavigate, useParams } from "react-router";

import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { Ready } from "../../kinds/states/Ready";
import { filled, systemFields } from "../parts/systemFields";
import { editSystem, type NewSystem, type SystemPageData, systemPageQuery, SYSTEMS } from "../queries";

function Page({ page }: { page: SystemPageData }) {
  const words = useText().systems;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { code, version, last_used_on, ...system } = page.system;
  const address = `/systems/${encodeURIComponent(code)}`;
  const again = () => void queries.invalidateQueries({ queryKey: SYSTEMS });
  return (
    <FormKind<NewSystem>
      id={`architecture.system.${code}`}
      version={version}
      head={{
        title: words.edit,
        intro: words.editIntro,
        crumbs: [
          { label: words.title, to: "/systems" },
          { label: system.name, to: address },
        ],
      }}
      initial={{ ...system, ...(last_used_on === null ? {} : { last_used_on }) }}
      steps={[{ key: "system", title: words.edit, fields: systemFields(words) }]}
      submitLabel={words.edit}
      submit={(values, key) => editSystem(code, { ...filled(values), responsible_person_id: system.responsible_person_id, version }, key)}
      onReload={again}
      onDone={() => {
        void message.success(words.edited);
        again();
        void navigate(address);
      }}
    />
  );
}

export default function EditSystemPage() {
  const { code = "" } = useParams();
  const page = useQuery(systemPageQuery(code));
  return <Ready query={page}>{(found) => <Page key={found.system.version} page={found} />}</Ready>;
}
