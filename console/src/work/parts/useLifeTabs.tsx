import { Link } from "react-router";

import { useText } from "../../i18n";
import type { EntityTab } from "../../kinds/entity/EntityTabs";
import { Stack } from "../../kinds/page/Column";
import { useCan } from "../../session/session";
import { Discussion } from "./Discussion";
import { ImpactSection } from "./ImpactList";
import styles from "./life.module.css";

function DisputeLink({ subject }: { subject: string }) {
  const words = useText().work.disputes;
  const can = useCan();
  if (!can("mechanism.dispute.open")) return null;
  return (
    <p className={styles["bar"]}>
      <Link to={`/disputes/new?${new URLSearchParams({ subject }).toString()}`}>{words.raise}</Link>
    </p>
  );
}

/** The two tabs every page of a thing ends with: whom a change of it touches, and what is said about it. */
export function useLifeTabs(subject: string): EntityTab[] {
  const words = useText().work.life;
  return [
    {
      key: "impact",
      label: words.impact,
      content: () => (
        <Stack>
          <ImpactSection subject={subject} />
        </Stack>
      ),
    },
    {
      key: "discussion",
      label: words.discussion,
      content: () => (
        <Stack>
          <Discussion subject={subject} />
          <DisputeLink subject={subject} />
        </Stack>
      ),
    },
  ];
}
