import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { LifeAction, useLifeStep } from "../../policy/parts/Life";
import { useOrganisationName } from "../../session/organisations";
import { Clauses } from "../parts/Clauses";
import { clausesQuery, type Norm, NORMS, normQuery, publishNorm, submitNorm } from "../queries";

/** The charter speaks in principles, one a line. */
function Document({ norm }: { norm: Norm }) {
  const text = useText();
  const words = text.norms.documents;
  const organisationName = useOrganisationName();
  const lines = norm.text.split("\n").filter((line) => line !== "");
  return (
    <Stack>
      <Section title={words.text}>
        <p>{norm.summary || text.common.none}</p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Section>
      <Section title={words.standing}>
        <Facts
          facts={[
            { label: words.policy, value: norm.policy },
            { label: words.version, value: String(norm.version) },
            { label: words.effective, value: formatDate(norm.effective_on) },
            { label: words.approvedOn, value: norm.approved_on === null ? text.common.none : formatDate(norm.approved_on) },
            { label: words.organisation, value: organisationName(norm.organisation_id) },
          ]}
        />
      </Section>
    </Stack>
  );
}

function ClausesOf({ norm }: { norm: Norm }) {
  const words = useText().norms.documents;
  const clauses = useQuery(clausesQuery(norm.code));
  return (
    <Ready query={clauses}>
      {({ items }) =>
        items.length === 0 ? <Empty title={words.noClauses} hint={words.noClausesHint} /> : <Clauses clauses={items} label={words.clauses} />
      }
    </Ready>
  );
}

function Page({ norm }: { norm: Norm }) {
  const words = useText().norms.documents;
  const next = useLifeStep(norm.state);
  return (
    <EntityKind
      name={norm.title}
      kind={words.kind}
      code={norm.code}
      state={norm.state}
      crumbs={[{ label: words.title, to: "/standards/norms" }]}
      next={next}
      actions={
        <LifeAction
          state={norm.state}
          submit={(key) => submitNorm(norm.code, key)}
          publish={(key) => publishNorm(norm.code, key)}
          changes={[NORMS]}
        />
      }
      tabs={[
        { key: "clauses", label: words.clauses, content: () => <ClausesOf norm={norm} /> },
        { key: "text", label: words.text, content: () => <Document norm={norm} /> },
      ]}
    />
  );
}

export default function NormPage() {
  const { code = "" } = useParams();
  const norm = useQuery(normQuery(code));
  return <Ready query={norm}>{(found) => <Page norm={found} />}</Ready>;
}
