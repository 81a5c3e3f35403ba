import { useQueryClient } from "@tanstack/react-query";
import { App, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { MergerPreview, mergerQuery } from "../parts/MergerPreview";
import { OrganisationSelect, OrganisationsSelect } from "../parts/OrganisationSelect";
import { type Merger, proposeMerger } from "../queries";

/** What the preview asks about needs no basis yet. */
const UNSAID = "-";

/** Several organisations become one; someone else of the bureau decides, and everything follows at once. */
export default function MergePage() {
  const text = useText();
  const words = text.mechanism.merge;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [predecessors, setPredecessors] = useState<string[]>([]);
  const [successor, setSuccessor] = useState("");
  const chosen = predecessors.length > 0 && successor !== "" ? { predecessors, successor, basis: UNSAID } : null;

  const send = async (values: Merger, key: string) => {
    const shown = await queries.query({ ...mergerQuery({ ...values, basis: UNSAID }), staleTime: "static" });
    return proposeMerger(values, shown.versions, key);
  };
  const done = (answer: unknown) => {
    void message.success(words.held);
    void queries.invalidateQueries({ queryKey: ["system"] });
    void navigate(`/work/changes/${(answer as { change_id: string }).change_id}`);
  };
  return (
    <FormKind<Merger>
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
          ],
        },
      ]}
      submitLabel={words.submit}
      submit={send}
      onDone={done}
      onReload={() => void queries.invalidateQueries({ queryKey: ["mechanism", "merger"] })}
      aside={<MergerPreview merger={chosen} />}
    />
  );
}
