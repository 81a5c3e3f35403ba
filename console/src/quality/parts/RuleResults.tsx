import { Tooltip } from "antd";
import { Link } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { type PlainColumn, PlainTable } from "../../kinds/table/PlainTable";
import type { RuleResult } from "../queries";
import { dimensionWord, scoreWords } from "./words";

function Outcome({ result }: { result: RuleResult }) {
  const words = useText().quality.asset;
  if (!result.was_run) {
    return (
      <Tooltip title={words.notRunHint}>
        <span>
          <Chip tone="paused">{words.outcomes.notRun}</Chip>
        </span>
      </Tooltip>
    );
  }
  return <Chip tone={result.failed === 0 ? "good" : "bad"}>{result.failed === 0 ? words.outcomes.passed : words.outcomes.failed}</Chip>;
}

/** Every rule's answer; failing rules come first, and lead to their rows. */
export function RuleResults({ results }: { results: readonly RuleResult[] }) {
  const text = useText();
  const words = text.quality.asset;
  const ordered = [...results].sort((one, other) => (one.score ?? 101) - (other.score ?? 101));
  const counted = (result: RuleResult, n: number) => (result.was_run ? formatNumber(n) : text.common.none);
  const columns: PlainColumn<RuleResult>[] = [
    { key: "rule", title: words.rule, show: (result) => result.title },
    { key: "outcome", title: words.outcome, show: (result) => <Outcome result={result} /> },
    { key: "dimension", title: words.dimension, show: (result) => dimensionWord(result.dimension, text) },
    {
      key: "origin",
      title: words.origin,
      definition: words.originDefinition,
      show: (result) => text.quality.origins[result.origin],
    },
    {
      key: "blocking",
      title: words.blocking,
      definition: words.blockingDefinition,
      show: (result) => (result.is_blocking ? text.common.yes : text.common.no),
    },
    {
      key: "checked",
      title: words.checked,
      definition: words.checkedDefinition,
      figures: true,
      show: (result) => counted(result, result.checked),
    },
    {
      key: "failed",
      title: words.failed,
      figures: true,
      show: (result) =>
        result.was_run && result.failed > 0 ? (
          <Link to={`?${new URLSearchParams({ tab: "failures", rule: result.rule_id }).toString()}`}>
            {formatNumber(result.failed)}
          </Link>
        ) : (
          counted(result, result.failed)
        ),
    },
    {
      key: "score",
      title: text.quality.score,
      figures: true,
      show: (result) => (result.score === null ? text.common.none : scoreWords(result.score, text)),
    },
  ];
  return <PlainTable label={words.rules} rows={ordered} rowKey={(result) => result.rule_id} columns={columns} />;
}
