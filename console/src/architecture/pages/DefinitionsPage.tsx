import { Select } from "antd";
import { useState } from "react";

import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { DefinitionsResult } from "../parts/DefinitionsResult";
import { ScriptInput } from "../parts/ScriptInput";
import { SystemSelect } from "../parts/SystemSelect";
import { checkDefinitions, type DefinitionsIn, type DefinitionsReport } from "../queriesDefinitions";

const STAGES: readonly DefinitionsIn["stage"][] = ["approval", "change", "acceptance"];

/** A system's table definitions are held against the standards, before it is approved, changed or accepted. */
export default function DefinitionsPage() {
  const text = useText();
  const words = text.architecture.definitions;
  const [found, setFound] = useState<{ report: DefinitionsReport; asked: DefinitionsIn } | null>(null);
  const check = async (asked: DefinitionsIn) => ({ report: await checkDefinitions(asked), asked });
  return (
    <>
      <FormKind<DefinitionsIn>
        id="architecture.definitions"
        head={{
          title: words.title,
          intro: words.intro,
          crumbs: [{ label: text.architecture.nav.systems, to: "/systems" }],
        }}
        initial={{ stage: "approval" }}
        steps={[
          {
            key: "definitions",
            title: words.title,
            fields: [
              {
                name: "stage",
                label: words.stage,
                required: true,
                help: words.stageHelp,
                input: <Select options={STAGES.map((stage) => ({ value: stage, label: words.stages[stage] }))} />,
              },
              { name: "system_code", label: words.system, help: words.systemHelp, input: <SystemSelect /> },
              { name: "script", label: words.script, required: true, help: words.scriptHelp, input: <ScriptInput /> },
            ],
          },
        ]}
        submitLabel={words.check}
        submit={check}
        onDone={(answer) => setFound(answer as { report: DefinitionsReport; asked: DefinitionsIn })}
      />
      {found === null ? null : <DefinitionsResult report={found.report} asked={found.asked} />}
    </>
  );
}
