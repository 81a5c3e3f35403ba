import { useQueryClient } from "@tanstack/react-query";
import { App, Input, Select } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { OrganisationSelect } from "../parts/OrganisationSelect";
import { createGroup, type NewGroup } from "../queriesGroups";

/** Set up a leading, quality or assessment group. */
export default function NewGroupPage() {
  const words = useText().mechanism.groups;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const done = () => {
    void message.success(words.created);
    void queries.invalidateQueries({ queryKey: ["mechanism"] });
    void navigate("/groups");
  };
  return (
    <FormKind<NewGroup>
      id="mechanism.group.new"
      head={{ title: words.create, intro: words.createIntro, crumbs: [{ label: words.title, to: "/groups" }] }}
      initial={{ kind: "leading", duties: "" }}
      steps={[
        {
          key: "group",
          title: words.create,
          fields: [
            { name: "name", label: words.name, required: true, input: <Input maxLength={100} /> },
            { name: "code", label: words.code, required: true, example: "G-LEAD", input: <Input maxLength={60} /> },
            {
              name: "kind",
              label: words.kind,
              required: true,
              input: <Select options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} />,
            },
            { name: "parent_id", label: words.parent, required: true, input: <OrganisationSelect /> },
            { name: "duties", label: words.duties, input: <Input.TextArea rows={4} maxLength={1000} /> },
          ],
        },
      ]}
      submitLabel={words.create}
      submit={createGroup}
      onDone={done}
    />
  );
}
