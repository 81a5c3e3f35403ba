import { useMutation } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";

import { asProblem } from "../../api/problem";
import { usePreferences } from "../../app/preferences";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { PlainTable } from "../../kinds/table/PlainTable";
import { type DefinitionsFinding, type DefinitionsIn, type DefinitionsReport, saveFindings } from "../queriesDefinitions";
import styles from "./Definitions.module.css";

type Severity = DefinitionsFinding["severity"];

const TONES: Record<Severity, Tone> = { error: "bad", warning: "warning", note: "neutral" };
/** Longer lists are read in the saved table. */
const SHOWN = 200;

interface DefinitionsResultProps {
  report: DefinitionsReport;
  /** What was checked, to be checked again for the saved table. */
  asked: DefinitionsIn;
}

/** What a check found: whether the stage is passed, and each finding with its place and how to mend it. */
export function DefinitionsResult({ report, asked }: DefinitionsResultProps) {
  const words = useText().architecture.definitions;
  const place = useRef<HTMLDivElement>(null);
  // The result stands below a long form: whoever asked is taken to it.
  useEffect(() => place.current?.scrollIntoView({ block: "start" }), [report]);
  return (
    <div ref={place} className={styles["result"]} role="status">
      <Section title={words.result(words.stages[report.stage])} aside={<Save asked={asked} />}>
        <Facts
          facts={[
            {
              label: words.verdict,
              value: <Chip tone={report.passes ? "good" : "bad"}>{report.passes ? words.passes : words.fails}</Chip>,
            },
            { label: words.tables, value: formatNumber(report.tables) },
            { label: words.columns, value: formatNumber(report.columns) },
            { label: words.matched, value: formatNumber(report.matched) },
            { label: words.codeTables, value: formatNumber(report.code_tables) },
          ]}
        />
      </Section>
      <Section title={words.findings}>
        {report.findings.length === 0 ? <p className={styles["note"]}>{words.nothing}</p> : <Findings report={report} />}
      </Section>
    </div>
  );
}

function Save({ asked }: { asked: DefinitionsIn }) {
  const words = useText().architecture.definitions;
  const { language } = usePreferences().loaded;
  const { message } = App.useApp();
  const saving = useMutation({
    mutationFn: () => saveFindings(asked, language === "en" ? "en" : "zh"),
    onError: (cause) => void message.error(asProblem(cause).message),
  });
  return (
    <Button loading={saving.isPending} onClick={() => saving.mutate()}>
      {words.save}
    </Button>
  );
}

function Findings({ report }: { report: DefinitionsReport }) {
  const words = useText().architecture.definitions;
  const [severity, setSeverity] = useState<Severity | null>(null);
  const chosen = report.findings.filter((one) => severity === null || one.severity === severity);
  const option = (one: Severity) => ({
    value: one,
    label: `${words.severities[one]} ${formatNumber(report.counts[one] ?? 0)}`,
  });
  return (
    <>
      <div className={styles["choice"]}>
        <Select<Severity>
          allowClear
          aria-label={words.severity}
          placeholder={words.allSeverities(report.findings.length)}
          value={severity}
          onChange={(one: Severity | undefined) => setSeverity(one ?? null)}
          options={[option("error"), option("warning"), option("note")]}
          className={styles["severities"] ?? ""}
        />
        {chosen.length > SHOWN ? <span className={styles["note"]}>{words.more(SHOWN, chosen.length)}</span> : null}
      </div>
      <FindingsTable findings={chosen.slice(0, SHOWN)} />
    </>
  );
}

function FindingsTable({ findings }: { findings: readonly DefinitionsFinding[] }) {
  const words = useText().architecture.definitions;
  const { language } = usePreferences().loaded;
  const english = language === "en";
  return (
    <PlainTable
      label={words.findings}
      rows={findings}
      rowKey={(one) => [one.clause, one.table, one.column, one.place, one.reference, one.zh].join(" ")}
      columns={[
        { key: "clause", title: words.clause, show: (one) => (english ? one.clause_en : one.clause_zh) },
        {
          key: "severity",
          title: words.severity,
          show: (one) => <Chip tone={TONES[one.severity]}>{words.severities[one.severity]}</Chip>,
        },
        { key: "where", title: words.where, show: (one) => <Where finding={one} /> },
        { key: "what", title: words.what, show: (one) => (english ? one.en : one.zh) },
        { key: "mend", title: words.mend, show: (one) => <Mend finding={one} told={english ? one.mend_en : one.mend_zh} /> },
      ]}
    />
  );
}

function Where({ finding }: { finding: DefinitionsFinding }) {
  const words = useText().architecture.definitions;
  const line = finding.place.split(":").at(-1);
  return (
    <span className={styles["said"]}>
      {finding.table === "" ? null : <code>{[finding.table, finding.column].filter(Boolean).join(".")}</code>}
      {line === undefined || line === "" ? null : <span className={styles["note"]}>{words.line(line)}</span>}
    </span>
  );
}

function Mend({ finding, told }: { finding: DefinitionsFinding; told: string }) {
  const words = useText().architecture.definitions;
  return (
    <span className={styles["said"]}>
      <span>{told}</span>
      {finding.services.map((service) => (
        <Link key={service.path} to={service.path}>
          {words.service(service.title)}
        </Link>
      ))}
    </span>
  );
}
