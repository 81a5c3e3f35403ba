import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Input, Select } from "antd";
import { useNavigate, useParams } from "react-router";

import { nodeCodePath } from "../../architecture/parts/paths";
import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import type { FormField } from "../../kinds/form/types";
import { Ready } from "../../kinds/states/Ready";
import { ElementSelect } from "../parts/FoundSelect";
import { type Changes, type Definition, definitionQuery, proposeChange } from "../queries";

interface Values {
  name: string;
  english?: string;
  definition?: string;
  synonyms?: string[];
  data_element?: string | null;
  is_critical?: boolean;
  is_personal?: boolean;
  reason: string;
}

const NODE = ["name", "english", "definition", "synonyms"] as const;
const ATTRIBUTE = ["name", "definition", "synonyms", "data_element", "is_critical", "is_personal"] as const;

function useFields(isAttribute: boolean): FormField<Values>[] {
  const words = useText().drafting;
  const node = words.draftNode;
  const mine = words.draftAttribute;
  const shared: FormField<Values>[] = [
    { name: "name", label: node.name, required: true, input: <Input maxLength={100} /> },
    { name: "definition", label: node.definition, help: node.definitionHelp, input: <Input.TextArea rows={3} maxLength={2000} /> },
    { name: "synonyms", label: node.synonyms, help: node.synonymsHelp, input: <Select mode="tags" open={false} /> },
  ];
  const own: FormField<Values>[] = isAttribute
    ? [
        { name: "data_element", label: mine.element, help: mine.elementHelp, input: <ElementSelect /> },
        { name: "is_critical", label: mine.isCritical, valueName: "checked", input: <Checkbox>{mine.isCritical}</Checkbox> },
        { name: "is_personal", label: mine.isPersonal, valueName: "checked", input: <Checkbox>{mine.isPersonal}</Checkbox> },
      ]
    : [{ name: "english", label: node.english, input: <Input maxLength={200} /> }];
  const why: FormField<Values> = {
    name: "reason",
    label: words.change.reason,
    required: true,
    example: words.change.reasonExample,
    input: <Input.TextArea rows={2} maxLength={500} />,
  };
  return [...shared, ...own, why];
}

function ChangeForm({ code, known }: { code: string; known: Definition }) {
  const text = useText();
  const words = text.drafting.change;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const isAttribute = known.attribute !== null;
  const before = (known.attribute ?? known.node) as unknown as Record<string, unknown>;
  const fields = isAttribute ? ATTRIBUTE : NODE;
  const send = async (values: Values, key: string) => {
    const after = values as unknown as Record<string, unknown>;
    const changed = fields.filter((field) => JSON.stringify(after[field] ?? null) !== JSON.stringify(before[field] ?? null));
    if (changed.length === 0) throw new Error(words.nothing);
    const changes = Object.fromEntries(changed.map((field) => [field, after[field] ?? null])) as Changes;
    return proposeChange(code, changes, values.reason, known.version, key);
  };
  const done = () => {
    void message.success(text.drafting.life.proposed);
    void queries.invalidateQueries({ queryKey: ["work"] });
    void navigate(nodeCodePath(code));
  };
  return (
    <FormKind<Values>
      id={`ledger.change.${code}`}
      version={known.version}
      head={{
        title: words.title(String(before["name"])),
        intro: words.intro,
        crumbs: [{ label: text.architecture.ledger.title, to: "/ledger" }, { label: String(before["name"]), to: nodeCodePath(code) }],
      }}
      initial={Object.fromEntries(fields.map((field) => [field, before[field]]))}
      steps={[{ key: "change", title: words.title(""), fields: useFields(isAttribute) }]}
      submitLabel={words.send}
      submit={send}
      onDone={done}
      onReload={() => void queries.invalidateQueries({ queryKey: ["architecture", "definition", code] })}
    />
  );
}

/** Other words or another standard for what is published; somebody else decides. */
export default function ProposeChangePage() {
  const { code = "" } = useParams();
  const known = useQuery(definitionQuery(code));
  return <Ready query={known}>{(found) => <ChangeForm key={found.version} code={code} known={found} />}</Ready>;
}
