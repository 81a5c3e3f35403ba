import { InboxOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Upload } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";

import { asProblem, type Problem } from "../../api/problem";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { Failure } from "../../kinds/states/Failure";
import { Ready } from "../../kinds/states/Ready";
import { ImportRows } from "../parts/ImportRows";
import { useLanguage } from "../parts/useLanguage";
import { sheetPath } from "../parts/SheetTools";
import { applyImport, discardImport, type Import, importQuery, IMPORTS, kindsQuery, uploadWorkbook } from "../queries";
import styles from "../parts/sheets.module.css";

function Choose({ kind }: { kind: string }) {
  const words = useText().sheets;
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [reading, setReading] = useState(false);

  const send = async (file: File) => {
    setReading(true);
    setProblem(null);
    try {
      const made = await uploadWorkbook(kind, file);
      await navigate(`/sheets/${kind}/${made.id}`);
    } catch (cause) {
      setProblem(asProblem(cause));
    } finally {
      setReading(false);
    }
  };
  return (
    <Stack>
      <Section title={words.import}>
        <p>
          <a href={sheetPath(kind, "template")} download>
            {words.template}
          </a>
        </p>
        <Upload.Dragger
          accept=".xlsx"
          multiple={false}
          showUploadList={false}
          disabled={reading}
          beforeUpload={(file) => {
            void send(file);
            return false;
          }}
        >
          <p>
            <InboxOutlined aria-hidden />
          </p>
          <p>{reading ? words.reading : words.drop}</p>
          <p>{words.dropHint}</p>
        </Upload.Dragger>
        {problem === null ? null : <Failure small cause={problem} />}
      </Section>
    </Stack>
  );
}

function Preview({ kind, made }: { kind: string; made: Import }) {
  const words = useText().sheets;
  const queries = useQueryClient();
  const { counts } = made;
  const done = () => void queries.invalidateQueries();
  return (
    <Stack>
      <Section title={words.counts}>
        <Facts
          facts={[
            { label: words.file, value: made.file_name },
            { label: words.outcome, value: words.state[made.state] },
            { label: words.outcomes.new, value: counts.new },
            { label: words.outcomes.changed, value: counts.changed },
            { label: words.outcomes.same, value: counts.same },
            { label: words.outcomes.wrong, value: counts.wrong },
            { label: words.written, value: counts.written },
          ]}
        />
        {made.state === "previewed" ? (
          <p className={styles["actions"]}>
            <ActionButton
              label={words.apply(counts.new + counts.changed)}
              tone="primary"
              disabled={counts.new + counts.changed === 0}
              run={(_made, key) => applyImport(made.id, key)}
              done={words.applied}
              onDone={done}
              changes={[IMPORTS]}
            />
            <ActionButton
              label={words.discard}
              run={(_made, key) => discardImport(made.id, key)}
              done={words.discarded}
              changes={[IMPORTS]}
            />
          </p>
        ) : null}
        <p>
          <Link to={`/sheets/${kind}`}>
            <Button type="link" tabIndex={-1}>
              {words.again}
            </Button>
          </Link>
        </p>
      </Section>
      <ImportRows id={made.id} />
    </Stack>
  );
}

function Shown({ kind, id }: { kind: string; id: string }) {
  const made = useQuery(importQuery(id));
  return <Ready query={made}>{(found) => <Preview kind={kind} made={found} />}</Ready>;
}

/** A workbook of one kind: the template, the file, its preview with the faults of cells, and writing what is good. */
export default function ImportPage() {
  const { kind = "", id } = useParams();
  const words = useText().sheets;
  const zh = useLanguage() !== "en";
  const kinds = useQuery(kindsQuery);
  const form = kinds.data?.items.find((each) => each.kind === kind);
  const name = form === undefined ? "" : zh ? form.zh : form.en;
  return (
    <>
      <PageHead title={words.title(name)} intro={words.intro} />
      {id === undefined ? <Choose kind={kind} /> : <Shown kind={kind} id={id} />}
    </>
  );
}
