import { useQuery } from "@tanstack/react-query";

import { useText } from "../../i18n";
import { PagePanel } from "../../kinds/page/PagePanel";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { LedgerTree } from "../parts/LedgerTree";
import { childrenQuery } from "../queries";

/** The ledger of what the city knows, from the domains down to the logical entities. */
export default function LedgerPage() {
  const words = useText().architecture.ledger;
  const domains = useQuery(childrenQuery(null));
  return (
    <PagePanel head={{ title: words.title, intro: words.intro }}>
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
