import { Input } from "antd";
import { useState } from "react";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import { OrganisationSelect, OrganisationsSelect } from "../parts/OrganisationSelect";
import { ReformPreview } from "../parts/ReformPreview";
import { UNSAID, useReform } from "../parts/useReform";
import type { ReformPlan } from "../queriesReforms";

interface Values {
  predecessors: string[];
  successor: string;
  basis: string;
  on?: string;
}

const planOf = (values: Values): ReformPlan => ({
  kind: "merger",
  predecessors: values.predecessors,
  successor: values.successor,
  basis: values.basis,
});

/** Several organisations become one; someone else of the bureau decides, and everything follows at once. */
export default function MergePage() {
  const text = useText();
  const words = text.mechanism.merge;
  const reform = useReform();
  const [predecessors, setPredecessors] = useState<string[]>([]);
  const [successor, setSuccessor] = useState("");
  const chosen = predecessors.length > 0 && successor !== "" ? planOf({ predecessors, successor, basis: UNSAID }) : null;
  return (
    <FormKind<Values>
      id="mechanism.merge"
      head={{ title: words.title, intro: words.intro, crumbs: [{ label: text.mechanism.organisations.title, to: "/organisations" }] }}
      initial={{}}
      steps={[
        {
          key: "merger",
          title: words.title,
          fields: [
            {
              name: "predecessors",
              label: words.predecessors,
              required: true,
              help: words.predecessorsHelp,
              input: <OrganisationsSelect onChange={setPredecessors} />,
            },
            {
              name: "successor",
              label: words.successor,
              required: true,
              help: words.successorHelp,
              input: <OrganisationSelect onChange={setSuccessor} />,
            },
            {
              name: "basis",
              label: words.basis,
              required: true,
              help: words.basisHelp,
              example: words.basisExample,
              input: <Input maxLength={300} />,
            },
            { name: "on", label: text.mechanism.reform.on, help: text.mechanism.reform.onHelp, input: <DayField /> },
          ],
        },
      ]}
      submitLabel={words.submit}
      submit={(values, key) => reform.send(planOf(values), values.on ?? "", key)}
      onDone={reform.done}
      onReload={reform.reload}
      aside={<ReformPreview plan={chosen} chooseFirst={words.chooseFirst} />}
    />
  );
}
