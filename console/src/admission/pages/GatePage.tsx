import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";

import { newKey } from "../../api/client";
import { asProblem } from "../../api/problem";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { PageHead } from "../../kinds/page/PageHead";
import { problemWords } from "../../kinds/states/Failure";
import { Ready } from "../../kinds/states/Ready";
import styles from "../parts/admission.module.css";
import { assetPath } from "../parts/paths";
import { StandardCard } from "../parts/StandardCard";
import { ADMISSION, type Admission, admit, type Asset, assetQuery, type Gate, gateQuery } from "../queries";

/** What became of a request for entry: the certificate, or that it was refused and is on record. */
function Outcome({ answer, code }: { answer: Admission; code: string }) {
  const words = useText().admission.gate;
  if (answer.certificate === null) {
    return <Alert type="error" role="alert" showIcon title={words.refusedTitle} description={words.refusedBody} />;
  }
  return (
    <Alert
      type="success"
      role="status"
      showIcon
      title={words.admittedTitle}
      description={words.admittedBody(answer.certificate.version)}
      action={<Link to={assetPath(code)}>{words.toTable}</Link>}
    />
  );
}

/** Whether it may enter, in one sentence, with the button that asks for it. */
function Standing({ gate, asset, onAnswer }: { gate: Gate; asset: Asset; onAnswer: (answer: Admission) => void }) {
  const text = useText();
  const words = text.admission.gate;
  const queries = useQueryClient();
  const [key, setKey] = useState(newKey);
  const lacking = gate.findings.filter((finding) => !finding.holds).length;
  const ask = useMutation({
    mutationFn: () => admit(asset.code, key),
    onSuccess: (answer) => {
      setKey(newKey());
      onAnswer(answer);
      queries.setQueryData(gateQuery(asset.code).queryKey, answer.gate);
      if (answer.admitted) void queries.invalidateQueries({ queryKey: ADMISSION });
    },
  });
  const problem = ask.error === null ? null : asProblem(ask.error);
  return (
    <>
      <div className={styles["bar"]}>
        <Chip tone={gate.passes ? "good" : "bad"}>{gate.passes ? words.passes : words.fails(lacking)}</Chip>
        <Button type={asset.is_admitted ? "default" : "primary"} loading={ask.isPending} onClick={() => ask.mutate()}>
          {words.admit}
        </Button>
      </div>
      {asset.is_admitted ? <p className={styles["hint"]}>{gate.passes ? words.already : words.lapsed}</p> : null}
      {problem === null ? null : (
        <Alert type="error" role="alert" showIcon title={problemWords(problem, text)} description={problem.next} />
      )}
    </>
  );
}

function Page({ gate, asset, again, asking }: { gate: Gate; asset: Asset; again: () => void; asking: boolean }) {
  const words = useText().admission;
  const [answer, setAnswer] = useState<Admission | null>(null);
  const met = gate.findings.filter((finding) => finding.holds).length;
  return (
    <>
      <PageHead
        title={`${words.gate.title} · ${asset.title}`}
        intro={words.gate.intro}
        crumbs={[
          { label: words.lake.title, to: "/lake" },
          { label: asset.title, to: assetPath(asset.code) },
        ]}
        marks={<Chip tone={gate.passes ? "good" : "warning"}>{words.gate.summary(met, gate.findings.length)}</Chip>}
        actions={
          <Button loading={asking} onClick={again}>
            {words.gate.askAgain}
          </Button>
        }
      />
      <div className={styles["gate"]}>
        {answer === null ? null : <Outcome answer={answer} code={asset.code} />}
        <Standing gate={gate} asset={asset} onAnswer={setAnswer} />
        <ol className={styles["standards"]} aria-label={words.gate.title}>
          {gate.findings.map((finding, index) => (
            <StandardCard key={finding.standard} finding={finding} number={index + 1} entityCode={asset.entity_code} />
          ))}
        </ol>
        <p className={styles["hint"]}>{words.gate.askedAt(formatMoment(gate.asked_at))}</p>
      </div>
    </>
  );
}

/** The gate of the lake: the six standards as a list to be ticked off. */
export default function GatePage() {
  const { code = "" } = useParams();
  const asset = useQuery(assetQuery(code));
  const gate = useQuery(gateQuery(code));
  return (
    <Ready query={asset}>
      {(found) => (
        <Ready query={gate}>
          {(report) => <Page gate={report} asset={found} again={() => void gate.refetch()} asking={gate.isFetching} />}
        </Ready>
      )}
    </Ready>
  );
}
