import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "react-router";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Facts } from "../../kinds/page/Facts";
import { ReviewKind } from "../../kinds/review/ReviewKind";
import type { Decision, HistoryEntry, Made } from "../../kinds/review/types";
import { Ready } from "../../kinds/states/Ready";
import { useSession } from "../../session/session";
import { Discussion } from "../../work/parts/Discussion";
import { ImpactList } from "../../work/parts/ImpactList";
import { ChangeContent } from "../parts/ChangeContent";
import { ChangeState } from "../parts/ChangeState";
import { type Change, changeQuery, decideChange, withdrawChange } from "../queries";

function useDecisions(change: Change): Decision[] {
  const words = useText().system.changes;
  const { account_id: me } = useSession();
  const offered: Decision[] = [];
  if (change.may_decide) {
    offered.push({ key: "approve", label: words.approve, tone: "primary" });
    offered.push({ key: "reject", label: words.reject, tone: "danger", reason: "required" });
  }
  if (change.state === "pending" && change.requested_by === me) {
    offered.push({ key: "withdraw", label: words.withdraw, reason: "none" });
  }
  return offered;
}

function ChangeReview({ change }: { change: Change }) {
  const text = useText();
  const words = text.system.changes;
  const queries = useQueryClient();
  const decisions = useDecisions(change);
  const decide = ({ decision, reason }: Made) =>
    decision === "withdraw" ? withdrawChange(change.id) : decideChange(change.id, decision === "approve", reason);
  const history: HistoryEntry[] = [
    { key: "proposed", at: change.requested_at, who: change.requested_name, what: words.proposed },
  ];
  if (change.decided_at !== null) {
    history.push({ key: "decided", at: change.decided_at, who: "", what: words.states[change.state], note: change.reason });
  }
  return (
    <ReviewKind
      head={{ title: change.title, crumbs: [{ label: words.title, to: "/work/changes" }] }}
      clock={<ChangeState state={change.state} />}
      ask={
        <>
          <Facts
            facts={[
              { label: words.by, value: change.requested_name },
              { label: words.at, value: formatMoment(change.requested_at) },
            ]}
          />
          <ChangeContent change={change} />
        </>
      }
      facts={[
        { title: words.rule, content: <Facts facts={[{ label: words.approver, value: words.ruleWords, wide: true }]} /> },
        { title: text.work.life.impact, content: <ImpactList subject={change.subject} /> },
        { title: text.work.life.discussion, content: <Discussion subject={`work/change/${change.id}`} /> },
      ]}
      history={history}
      decisions={decisions}
      decide={decide}
      onDecided={() => {
        void queries.invalidateQueries({ queryKey: ["system"] });
        void queries.invalidateQueries({ queryKey: ["work"] });
      }}
    />
  );
}

export default function ChangePage() {
  const { id = "" } = useParams();
  return <Ready query={useQuery(changeQuery(id))}>{(change) => <ChangeReview change={change} />}</Ready>;
}
