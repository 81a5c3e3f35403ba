import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { newNodePath } from "../../drafting/parts/paths";
import { useText } from "../../i18n";
import { PagePanel } from "../../kinds/page/PagePanel";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useCan } from "../../session/session";
import { LedgerTree } from "../parts/LedgerTree";
import { useLevelKind } from "../parts/words";
import { childrenQuery } from "../queries";

/** The ledger of what the city knows, from the domains down to the logical entities. */
export default function LedgerPage() {
  const text = useText();
  const words = text.architecture.ledger;
  const levelKind = useLevelKind();
  const may = useCan()("architecture.node.edit");
  const domains = useQuery(childrenQuery(null));
  const first = domains.data?.items[0];
  const letters = first === undefined ? "" : /^[A-Z]+/.exec(first.code)?.[0];
  const actions = may && letters ? <Link to={newNodePath(letters)}>{text.drafting.draftNode.child(levelKind(1))}</Link> : null;
  return (
    <PagePanel head={{ title: words.title, intro: words.intro, actions }}>
      <Ready query={domains} small rows={10}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.empty} hint={words.emptyHint} />
          ) : (
            <LedgerTree roots={items} label={words.title} />
          )
        }
      </Ready>
    </PagePanel>
  );
}
