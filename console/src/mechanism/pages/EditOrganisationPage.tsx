import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Input, Select } from "antd";
import { useNavigate, useParams } from "react-router";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import type { FormField } from "../../kinds/form/types";
import { Ready } from "../../kinds/states/Ready";
import { OrganisationSelect } from "../parts/OrganisationSelect";
import { createOrganisation, editOrganisation, type NewOrganisation, type Organisation, organisationQuery } from "../queries";

type Values = NewOrganisation;

/** An emptied field says that there is none. */
const textOf = (text: string | null | undefined) => (text === undefined || text === "" ? null : text);

const pathOf = (id: string) => `/organisations/${encodeURIComponent(id)}`;

/** What an organisation is; its name, place and end are asked for only where it is new. */
function useFields(isNew: boolean): FormField<Values>[] {
  const words = useText().mechanism;
  const { organisations, edit } = words;
  const options = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));
  const onlyNew: FormField<Values>[] = [
    {
      name: "code",
      label: organisations.code,
      required: true,
      help: edit.codeHelp,
      example: edit.codeExample,
      input: <Input maxLength={60} />,
    },
    { name: "name", label: organisations.name, required: true, input: <Input maxLength={100} /> },
    { name: "parent_id", label: organisations.parent, input: <OrganisationSelect /> },
    { name: "valid_from", label: organisations.validFrom, required: true, input: <DayField /> },
  ];
  return [
    ...(isNew ? onlyNew : []),
    { name: "short_name", label: edit.shortName, input: <Input maxLength={50} /> },
    { name: "kind", label: organisations.kind, required: true, input: <Select options={options(words.kinds)} /> },
    { name: "level", label: organisations.level, required: true, input: <Select options={options(words.levels)} /> },
    {
      name: "region_code",
      label: organisations.region,
      required: true,
      help: edit.regionHelp,
      example: edit.regionExample,
      input: <Input maxLength={12} inputMode="numeric" />,
    },
    {
      name: "is_local_code",
      label: organisations.localCode,
      help: edit.localHelp,
      valueName: "checked",
      input: <Checkbox>{organisations.localCode}</Checkbox>,
    },
    { name: "uscc", label: organisations.uscc, help: edit.usccHelp, input: <Input maxLength={30} /> },
  ];
}

/** Register an organisation. */
export function NewOrganisationForm() {
  const text = useText();
  const words = text.mechanism.edit;
  const saved = useSaved();
  return (
    <FormKind<Values>
      id="mechanism.organisation.new"
      head={{
        title: words.newTitle,
        intro: words.newIntro,
        crumbs: [{ label: text.mechanism.organisations.title, to: "/organisations" }],
      }}
      initial={{ is_local_code: false }}
      steps={[{ key: "organisation", title: words.newTitle, fields: useFields(true) }]}
      submitLabel={words.submit}
      submit={(values, key) => createOrganisation({ ...values, uscc: textOf(values.uscc) }, key)}
      onDone={(made) => saved((made as Organisation).id)}
    />
  );
}

function useSaved() {
  const words = useText().mechanism.edit;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  return (id: string) => {
    void message.success(words.saved);
    void queries.invalidateQueries({ queryKey: ["mechanism"] });
    void queries.invalidateQueries({ queryKey: ["session"] });
    void navigate(pathOf(id));
  };
}

function Correction({ organisation, reload }: { organisation: Organisation; reload: () => void }) {
  const words = useText().mechanism.edit;
  const saved = useSaved();
  const { id, version, ...state } = organisation;
  return (
    <FormKind<Values>
      id={`mechanism.organisation.${id}`}
      head={{
        title: words.title(organisation.name),
        intro: words.intro,
        crumbs: [{ label: organisation.name, to: pathOf(id) }],
      }}
      initial={state}
      version={version}
      steps={[{ key: "organisation", title: words.open, fields: useFields(false) }]}
      submitLabel={words.correct}
      submit={(values, key) =>
        editOrganisation(id, { ...state, ...values, uscc: textOf(values.uscc), seen_version: version }, key)
      }
      onDone={() => saved(id)}
      onReload={reload}
    />
  );
}

/** Correct what was entered wrong about an organisation. */
export default function EditOrganisationPage() {
  const { id = "" } = useParams();
  const organisation = useQuery(organisationQuery(id));
  return (
    <Ready query={organisation}>
      {(found) => <Correction key={found.version} organisation={found} reload={() => void organisation.refetch()} />}
    </Ready>
  );
}
