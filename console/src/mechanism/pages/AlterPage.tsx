import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import { useParams } from "react-router";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import { Ready } from "../../kinds/states/Ready";
import { OrganisationSelect } from "../parts/OrganisationSelect";
import { ReformPreview } from "../parts/ReformPreview";
import { UNSAID, useReform } from "../parts/useReform";
import { type Organisation, organisationQuery } from "../queries";
import type { ReformPlan } from "../queriesReforms";

type What = "rename" | "move" | "dissolve";

interface Values {
  what: What;
  name?: string;
  short_name?: string;
  parent?: string;
  basis: string;
  on?: string;
}

const planOf = (id: string, values: Partial<Values>): ReformPlan | null => {
  const { what, name, short_name: shortName, parent, basis = UNSAID } = values;
  const start = { kind: "alteration" as const, organisation: id, basis, ends: what === "dissolve" };
  if (what === "dissolve") return start;
  if (what === "move") return parent ? { ...start, parent } : null;
  if (!name) return null;
  return { ...start, name, ...(shortName ? { short_name: shortName } : {}) };
};

function AlterForm({ organisation }: { organisation: Organisation }) {
  const text = useText();
  const words = text.mechanism.alter;
  const { merge, reform: reformWords } = text.mechanism;
  const reform = useReform();
  const [shown, setShown] = useState<Partial<Values>>({ what: "rename", name: organisation.name });
  const id = organisation.id;
  const asks = (what: What) => (values: Partial<Values>) => values.what === what;
  const send = (values: Values, key: string) => {
    const plan = planOf(id, values);
    return plan === null ? Promise.reject(new Error(words.what)) : reform.send(plan, values.on ?? "", key);
  };
  return (
    <FormKind<Values>
      id={`mechanism.alter.${id}`}
      head={{
        title: words.title(organisation.name),
        intro: words.intro,
        crumbs: [{ label: organisation.name, to: `/organisations/${encodeURIComponent(id)}` }],
      }}
      initial={{ what: "rename" }}
      version={organisation.version}
      steps={[
        {
          key: "alter",
          title: words.what,
          fields: [
            {
              name: "what",
              label: words.what,
              required: true,
              input: (
                <Select<What>
                  options={(["rename", "move", "dissolve"] as const).map((what) => ({ value: what, label: words[what] }))}
                  onChange={(what) => setShown(what === "rename" ? { what, name: organisation.name } : { what })}
                />
              ),
            },
            { name: "name", label: words.name, required: true, when: asks("rename"), input: <Input maxLength={100} /> },
            { name: "short_name", label: words.shortName, when: asks("rename"), input: <Input maxLength={50} /> },
            {
              name: "parent",
              label: words.parent,
              required: true,
              when: asks("move"),
              input: <OrganisationSelect onChange={(parent) => setShown({ what: "move", parent })} />,
            },
            {
              name: "basis",
              label: merge.basis,
              required: true,
              help: merge.basisHelp,
              example: merge.basisExample,
              input: <Input maxLength={300} />,
            },
            { name: "on", label: reformWords.on, help: words.onHelp, input: <DayField /> },
          ],
        },
      ]}
      submitLabel={words.submit}
      submit={send}
      onDone={reform.done}
      onReload={reform.reload}
      aside={<ReformPreview plan={planOf(id, shown)} chooseFirst={words.intro} />}
    />
  );
}

/** Rename an organisation, move it below another, or dissolve it; someone else of the bureau decides. */
export default function AlterPage() {
  const { id = "" } = useParams();
  const organisation = useQuery(organisationQuery(id));
  return <Ready query={organisation}>{(found) => <AlterForm organisation={found} />}</Ready>;
}
