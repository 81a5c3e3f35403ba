import { useQuery } from "@tanstack/react-query";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { asProblem } from "../../api/problem";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { ConnectionTest } from "../../ingestion/parts/ConnectionTest";
import { ActionButton } from "../../kinds/action/ActionButton";
import { useSubmission } from "../../kinds/form/useSubmission";
import { CopyButton } from "../../kinds/states/CopyButton";
import { problemWords } from "../../kinds/states/Failure";
import { PlainTable } from "../../kinds/table/PlainTable";
import { type Harvest, lastHarvestQuery, offerHandover, startHarvest, type SystemPageData, SYSTEMS } from "../queries";
import styles from "./systems.module.css";

type Source = SystemPageData["sources"][number];
const DATABASES = ["postgresql", "mysql"];

/** What came of the newest harvest, or how far it is. */
function HarvestWords({ run }: { run: Harvest }) {
  const words = useText().systems;
  const phases: Record<string, string> = words.phases;
  if (run.state === "running") return <>{words.harvesting(phases[run.phase] ?? run.phase)}</>;
  if (run.state === "failed") return <>{words.harvestFailed(run.error_code ?? "")}</>;
  const count = (name: string) => formatNumber(run.summary[name] ?? 0);
  return <>{words.harvestDone(count("tables"), count("commented"), count("columns"), count("without_key"))}</>;
}

function HarvestAction({ code }: { code: string }) {
  const words = useText().systems;
  const { data: run } = useQuery(lastHarvestQuery(code));
  return (
    <div className={styles["stack"]}>
      <div>
        <ActionButton
          label={words.harvest}
          run={(_, key) => startHarvest(code, key)}
          changes={[SYSTEMS]}
          disabled={run?.state === "running"}
        />
      </div>
      <span role="status" className={styles["quiet"]}>
        {run === null || run === undefined ? null : <HarvestWords run={run} />}
      </span>
    </div>
  );
}

/** Makes a one-time link. The token is in the fragment, which no server and no log ever sees. */
function HandoverAction({ code }: { code: string }) {
  const text = useText();
  const words = text.systems;
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [recipient, setRecipient] = useState("");
  const [token, setToken] = useState<string | null>(null);
  const submission = useSubmission((name: string, key: string) => offerHandover(code, name, key));
  const make = () =>
    submission.submit(recipient, {
      onSuccess: (made) => setToken(made.token),
      onError: (cause) => void message.error(problemWords(asProblem(cause), text)),
    });
  const close = () => {
    setOpen(false);
    setToken(null);
    setRecipient("");
  };
  const link = `${location.origin}/handover#${token ?? ""}`;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.access}</Button>
      <Modal open={open} title={words.access} onCancel={close} footer={null} destroyOnHidden>
        <div className={styles["stack"]}>
          <p>{token === null ? words.accessIntro : words.linkOnce}</p>
          {token === null ? (
            <>
              <label className={styles["label"]}>
                {words.recipient}
                <Input value={recipient} maxLength={100} onChange={(event) => setRecipient(event.target.value)} />
              </label>
              <Button type="primary" disabled={recipient.trim() === ""} loading={submission.sending} onClick={make}>
                {words.makeLink}
              </Button>
            </>
          ) : (
            <>
              <code className={styles["code"]}>{link}</code>
              <div>
                <CopyButton value={link} label={words.copyLink} />
              </div>
            </>
          )}
        </div>
      </Modal>
    </>
  );
}

/** The databases of a system: whether they answer, what a harvest found, and who may type in what opens them. */
export function Databases({ page }: { page: SystemPageData }) {
  const text = useText();
  const words = text.systems;
  const connectors: Record<string, string> = { ...text.architecture.sources.connectors, ...words.source.connectors };
  if (page.sources.length === 0) return <p className={styles["quiet"]}>{words.noDatabases}</p>;
  return (
    <PlainTable<Source>
      label={words.databases}
      rows={page.sources}
      rowKey={(source) => source.code}
      columns={[
        { key: "name", title: words.name, show: (source) => <Link to={`/sources/${encodeURIComponent(source.code)}`}>{source.name}</Link> },
        { key: "connector", title: words.source.connector, show: (source) => connectors[source.connector] ?? source.connector },
        { key: "test", title: words.access, show: (source) => (
          <div className={styles["actions"]}>
            <ConnectionTest code={source.code} />
            {page.may_claim && DATABASES.includes(source.connector) ? <HandoverAction code={source.code} /> : null}
          </div>
        ) },
        { key: "harvest", title: words.tables, show: (source) => (page.may_claim ? <HarvestAction code={source.code} /> : null) },
      ]}
    />
  );
}
