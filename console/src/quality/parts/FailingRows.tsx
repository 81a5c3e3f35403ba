import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { RowsTable } from "../../kinds/table/RowsTable";
import { failuresQuery, type RuleResult } from "../queries";
import styles from "./quality.module.css";

interface FailingRowsProps {
  code: string;
  runId: string;
  /** Empty for all rules. */
  ruleId: string;
  limit?: number;
  /** Rules by id, for the words of what a row fails. */
  results?: readonly RuleResult[];
}

/** Which of a row's answers names the rules it fails; it stands apart from the data's own columns. */
const FAILED_RULES = "failed_rules";

function failedWords(value: unknown, results: readonly RuleResult[] | undefined): string[] {
  const ids = Array.isArray(value) ? value.map(String) : [];
  return ids.map((id) => results?.find((result) => result.rule_id === id)?.title ?? id);
}

/** Failing rows, masked for whoever asks. */
export function FailingRows({ code, runId, ruleId, limit = 50, results }: FailingRowsProps) {
  const text = useText();
  const words = text.quality.asset;
  const found = useQuery(failuresQuery(code, runId, ruleId, limit));
  return (
    <Ready query={found} small rows={4}>
      {({ rows, columns, decision_id: decision }) =>
        rows.length === 0 ? (
          <Empty title={words.failuresNone} hint={words.failuresNoneHint} />
        ) : (
          <>
            <p className={styles["intro"]}>{words.failuresIntro(formatNumber(limit))}</p>
            <RowsTable
              label={words.failures}
              columns={columns}
              rows={rows}
              note={{
                title: words.failuresFor,
                show: (row) => failedWords(row[FAILED_RULES], results).join(text.common.listJoin),
              }}
            />
            <p className={styles["intro"]}>
              {words.decision}
              {text.common.colon}
              <code>{decision}</code>
            </p>
          </>
        )
      }
    </Ready>
  );
}

interface FilteredProps {
  code: string;
  runId: string;
  results: readonly RuleResult[];
  ruleId: string;
  onRule: (ruleId: string) => void;
}

/** Failing rows of a check, by rule. */
export function FailingRowsByRule({ code, runId, results, ruleId, onRule }: FilteredProps) {
  const words = useText().quality.asset;
  const failing = results.filter((result) => result.failed > 0);
  const label = (result: RuleResult) => `${result.title} (${formatNumber(result.failed)})`;
  return (
    <Section
      title={words.failures}
      aside={
        <Select
          className={styles["rule"] ?? ""}
          aria-label={words.failuresFor}
          value={ruleId}
          options={[
            { value: "", label: words.failuresAll },
            ...failing.map((result) => ({ value: result.rule_id, label: label(result) })),
          ]}
          onChange={onRule}
        />
      }
    >
      <FailingRows code={code} runId={runId} ruleId={ruleId} results={results} />
    </Section>
  );
}
