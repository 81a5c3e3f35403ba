import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { useParams } from "react-router";

import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { OrganisationSelect, OrganisationsSelect } from "../parts/OrganisationSelect";
import { ReformPreview } from "../parts/ReformPreview";
import { type Shares, ShareOut, takesOf } from "../parts/ShareOut";
import { UNSAID, useReform } from "../parts/useReform";
import { type Organisation, organisationQuery } from "../queries";
import type { ReformPlan } from "../queriesReforms";

interface Values {
  takers: string[];
  rest: string;
  basis: string;
  on?: string;
  shares?: Shares;
}

const planOf = (source: string, values: Omit<Values, "on">): ReformPlan => ({
  kind: "split",
  source,
  rest: values.rest,
  basis: values.basis,
  parts: values.takers.map((taker) => ({ taker, takes: takesOf(values.shares ?? {}, taker) })),
});

function SplitForm({ organisation }: { organisation: Organisation }) {
  const text = useText();
  const words = text.mechanism.split;
  const { merge, reform: reformWords } = text.mechanism;
  const reform = useReform();
  const organisationName = useOrganisationName();
  const [takers, setTakers] = useState<string[]>([]);
  const [rest, setRest] = useState(organisation.id);
  const [shares, setShares] = useState<Shares>({});
  const id = organisation.id;
  const plan = takers.length > 0 && rest !== "" ? planOf(id, { takers, rest, shares, basis: UNSAID }) : null;
  const named = (value: unknown) => [value].flat().map((one) => organisationName(String(one))).join(text.common.listJoin);
  return (
    <FormKind<Values>
      id={`mechanism.split.${id}`}
      head={{
        title: words.title(organisation.name),
        intro: words.intro,
        crumbs: [{ label: organisation.name, to: `/organisations/${encodeURIComponent(id)}` }],
      }}
      initial={{ rest: id }}
      version={organisation.version}
      steps={[
        {
          key: "who",
          title: words.who,
          fields: [
            {
              name: "takers",
              label: words.takers,
              required: true,
              help: words.takersHelp,
              input: <OrganisationsSelect onChange={setTakers} />,
              show: named,
            },
            {
              name: "rest",
              label: words.rest,
              required: true,
              help: words.restHelp,
              input: <OrganisationSelect onChange={setRest} />,
              show: named,
            },
            {
              name: "basis",
              label: merge.basis,
              required: true,
              help: merge.basisHelp,
              example: merge.basisExample,
              input: <Input maxLength={300} />,
            },
            { name: "on", label: reformWords.on, help: reformWords.onHelp, input: <DayField /> },
          ],
        },
        {
          key: "what",
          title: words.what,
          fields: [
            {
              name: "shares",
              label: words.shares,
              help: words.sharesHelp,
              input: <ShareOut source={id} takers={takers} onChange={setShares} />,
              show: (value) => words.given(Object.keys((value as Shares | undefined) ?? {}).length),
            },
          ],
        },
      ]}
      submitLabel={words.submit}
      submit={(values, key) => reform.send(planOf(id, values), values.on ?? "", key)}
      onDone={reform.done}
      onReload={reform.reload}
      aside={<ReformPreview plan={plan} chooseFirst={words.checkFirst} />}
    />
  );
}

/** An organisation gives things to others, or is split up between them; someone else of the bureau decides. */
export default function SplitPage() {
  const { id = "" } = useParams();
  const organisation = useQuery(organisationQuery(id));
  return <Ready query={organisation}>{(found) => <SplitForm organisation={found} />}</Ready>;
}
