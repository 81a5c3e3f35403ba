import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { useText } from "../../i18n";
import { LifeActions } from "../../drafting/parts/LifeActions";
import { Versions } from "../../drafting/parts/Versions";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { LedgerTree } from "../parts/LedgerTree";
import { useLevelKind } from "../parts/words";
import { childrenQuery, type LedgerNode, nodeQuery } from "../queries";

function Below({ code }: { code: string }) {
  const words = useText().architecture.ledger;
  const children = useQuery(childrenQuery(code));
  return (
    <Ready query={children} small>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={words.emptyBelow} hint={words.emptyBelowHint} />
        ) : (
          <LedgerTree roots={items} label={words.children} />
        )
      }
    </Ready>
  );
}

function About({ node }: { node: LedgerNode }) {
  const text = useText();
  const words = text.architecture.ledger;
  const organisationName = useOrganisationName();
  return (
    <Stack>
      <Section title={text.kinds.entity.tabs.overview}>
        <Facts
          facts={[
            { label: words.definition, value: node.definition || text.common.none, wide: true },
            { label: words.organisation, value: organisationName(node.organisation_id) },
          ]}
        />
      </Section>
    </Stack>
  );
}

function Page({ node }: { node: LedgerNode }) {
  const text = useText();
  const words = text.architecture.ledger;
  const levelKind = useLevelKind();
  const parent = useQuery({ ...nodeQuery(node.parent_code ?? ""), enabled: node.parent_code !== null });
  const above = parent.data;
  return (
    <EntityKind
      name={node.name}
      subject={`architecture/node/${node.code}`}
      kind={levelKind(node.level)}
      code={node.code}
      state={node.state}
      {...(node.grade === null ? {} : { grade: node.grade })}
      crumbs={[
        { label: words.title, to: "/ledger" },
        ...(above ? [{ label: above.name, to: `/ledger/nodes/${encodeURIComponent(above.code)}` }] : []),
      ]}
      actions={<LifeActions node={node} />}
      tabs={[
        { key: "below", label: words.children, count: node.child_count, content: () => <Below code={node.code} /> },
        { key: "overview", label: text.kinds.entity.tabs.overview, content: () => <About node={node} /> },
        { key: "versions", label: text.drafting.versions.tab, content: () => <Versions code={node.code} /> },
      ]}
    />
  );
}

/** A domain or a subject area. */
export default function NodePage() {
  const { code = "" } = useParams();
  const node = useQuery(nodeQuery(code));
  return <Ready query={node}>{(found) => <Page node={found} />}</Ready>;
}
