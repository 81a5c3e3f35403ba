import { useQueries } from "@tanstack/react-query";
import { useSearchParams } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { Grade } from "../../kinds/chips/Grade";
import { StateChip } from "../../kinds/chips/StateChip";
import { TreeTable } from "../../kinds/tree/TreeTable";
import { useOrganisationName } from "../../session/organisations";
import { childrenQuery, type LedgerNode } from "../queries";
import { nodePath } from "./paths";
import { useLevelKind } from "./words";

const OPEN = "open";

/** Which nodes are open lives in the address, so that a link shows another person the same part of the tree. */
function useOpenNodes(): [ReadonlySet<string>, (code: string, open: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const open = new Set((params.get(OPEN) ?? "").split(",").filter(Boolean));
  const toggle = (code: string, on: boolean) =>
    setParams(
      (now) => {
        const next = new Set(open);
        if (on) next.add(code);
        else next.delete(code);
        const written = new URLSearchParams(now);
        if (next.size === 0) written.delete(OPEN);
        else written.set(OPEN, [...next].join(","));
        return written;
      },
      { replace: true },
    );
  return [open, toggle];
}

/** A part of the ledger; what is below a node is fetched when it is opened. */
export function LedgerTree({ roots, label }: { roots: readonly LedgerNode[]; label: string }) {
  const text = useText();
  const words = text.architecture.ledger;
  const levelKind = useLevelKind();
  const organisationName = useOrganisationName();
  const [open, toggle] = useOpenNodes();
  const codes = [...open];
  const answers = useQueries({ queries: codes.map((code) => childrenQuery(code)) });
  // A part that cannot be fetched shows as empty rather than waiting for ever.
  const below = (code: string) => {
    const answer = answers[codes.indexOf(code)];
    return answer?.isError ? [] : answer?.data?.items;
  };
  return (
    <TreeTable<LedgerNode>
      label={label}
      nameTitle={words.name}
      roots={roots}
      nodeKey={(node) => node.code}
      nodeName={(node) => node.name}
      nodeLink={(node) => nodePath(node.level, node.code)}
      nodeKind={(node) => levelKind(node.level)}
      opens={(node) => node.level < 4 && node.child_count > 0}
      below={below}
      columns={[
        { key: "state", title: words.state, show: (node) => <StateChip state={node.state} /> },
        { key: "grade", title: words.grade, show: (node) => (node.level < 3 && node.grade === null ? null : <Grade grade={node.grade} />) },
        { key: "organisation", title: words.organisation, show: (node) => organisationName(node.organisation_id) },
        {
          key: "critical",
          title: words.critical,
          show: (node) => (node.is_critical ? <Chip tone="warning">{words.critical}</Chip> : null),
        },
        { key: "code", title: words.code, show: (node) => <code>{node.code}</code> },
        { key: "below", title: words.below, figures: true, show: (node) => formatNumber(node.child_count) },
      ]}
      open={open}
      onToggle={toggle}
    />
  );
}
