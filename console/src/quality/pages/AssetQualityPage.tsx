import { useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import type { ReactNode } from "react";
import { useParams, useSearchParams } from "react-router";

import { asProblem, Problem } from "../../api/problem";
import { useText } from "../../i18n";
import { EntityKind, type EntityTab } from "../../kinds/entity/EntityKind";
import { ListPanel } from "../../kinds/list/ListPanel";
import { Empty } from "../../kinds/states/Empty";
import { Failure, problemWords } from "../../kinds/states/Failure";
import { Ready } from "../../kinds/states/Ready";
import { Waiting } from "../../kinds/states/Waiting";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { FailingRowsByRule } from "../parts/FailingRows";
import { History } from "../parts/History";
import { Overview } from "../parts/Overview";
import { useTicketList } from "../parts/TicketList";
import { scoreWords } from "../parts/words";
import { assetQuery, type LatestRun, latestRunQuery, useCheck } from "../queries";

const NEVER_CHECKED = "quality.never_checked";
const MAY_CHECK = "quality.check.run";
const MAY_SEE_ROWS = "quality.failure.read";

function CheckButton({ code }: { code: string }) {
  const text = useText();
  const words = text.quality.asset;
  const { message } = App.useApp();
  const check = useCheck(code);
  const run = () =>
    check.mutate(undefined, {
      onSuccess: ({ score }) => void message.success(words.done(scoreWords(score, text))),
      onError: (cause) => void message.error(problemWords(asProblem(cause), text)),
    });
  return (
    <Button type="primary" loading={check.isPending} onClick={run}>
      {check.isPending ? words.running : words.run}
    </Button>
  );
}

function Tickets({ code }: { code: string }) {
  return <ListPanel {...useTicketList(code)} />;
}

function Rows({ run }: { run: LatestRun }) {
  const [params, setParams] = useSearchParams();
  const choose = (rule: string) => setParams({ tab: "failures", ...(rule === "" ? {} : { rule }) }, { replace: true });
  return (
    <FailingRowsByRule
      code={run.asset_code}
      runId={run.id}
      results={run.results}
      ruleId={params.get("rule") ?? ""}
      onRule={choose}
    />
  );
}

/** What a tab shows before there was a check: what to do first. */
function Never({ code }: { code: string }) {
  const words = useText().quality.asset;
  const can = useCan();
  return (
    <Empty title={words.never} hint={words.neverHint} action={can(MAY_CHECK) ? <CheckButton code={code} /> : undefined} />
  );
}

function isNever(cause: unknown): boolean {
  return cause instanceof Problem && cause.code === NEVER_CHECKED;
}

export default function AssetQualityPage() {
  const { code = "" } = useParams();
  const text = useText();
  const words = text.quality.asset;
  const can = useCan();
  const place = useOrganisationName();
  const asset = useQuery(assetQuery(code));
  const latest = useQuery({ ...latestRunQuery(code), retry: false });
  const run = latest.data;

  const withRun = (show: (found: LatestRun) => ReactNode) => () => {
    if (run !== undefined) return show(run);
    if (isNever(latest.error)) return <Never code={code} />;
    if (latest.error !== null) return <Failure small cause={latest.error} retry={() => void latest.refetch()} />;
    return <Waiting />;
  };
  const rowTabs: EntityTab[] = can(MAY_SEE_ROWS)
    ? [
        { key: "failures", label: words.tabs.failures, content: withRun((found) => <Rows run={found} />) },
        { key: "tickets", label: words.tabs.tickets, content: () => <Tickets code={code} /> },
      ]
    : [];
  return (
    <Ready query={asset}>
      {(found) => (
        <EntityKind
          kind={words.kind}
          name={found.title}
          code={found.code}
          grade={found.grade}
          score={run?.score ?? null}
          facts={[{ label: text.quality.board.organisation, value: place(found.organisation_id) }]}
          crumbs={[{ label: text.quality.pages.scores, to: "/quality" }]}
          {...(can(MAY_CHECK) && run !== undefined ? { actions: <CheckButton code={code} /> } : {})}
          next={run?.withheld ? { step: words.withheldNext } : null}
          tabs={[
            { key: "rules", label: words.tabs.rules, content: withRun((it) => <Overview run={it} />) },
            ...rowTabs,
            { key: "history", label: words.tabs.history, content: () => <History code={code} /> },
          ]}
        />
      )}
    </Ready>
  );
}
