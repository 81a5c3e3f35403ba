import { useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Input, Select } from "antd";
import { useNavigate } from "react-router";

import { nodeCodePath } from "../../architecture/parts/paths";
import { useLevelKind } from "../../architecture/parts/words";
import { LEDGER } from "../../architecture/queries";
import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import type { FormField } from "../../kinds/form/types";
import { OrganisationSelect } from "../../mechanism/parts/OrganisationSelect";
import { useSession } from "../../session/session";
import { type Definition, draftNode, type NodeDraft, rewriteNode } from "../queries";

type Category = NonNullable<NodeDraft["category"]>;

interface Values {
  name: string;
  organisation_id: string;
  definition?: string;
  english?: string;
  synonyms?: string[];
  table?: string;
  is_critical?: boolean;
  origin?: Category["origin"];
  structure?: Category["structure"];
  kind?: Category["kind"];
}

const TABLE = /^[a-z][a-z0-9_]{0,59}$/;
const OBJECT_LEVEL = 3;
const ENTITY_LEVEL = 4;

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

function useFields(level: number): FormField<Values>[] {
  const text = useText();
  const words = text.drafting.draftNode;
  const categories = text.architecture.categories;
  const plain: FormField<Values>[] = [
    { name: "name", label: words.name, required: true, input: <Input maxLength={100} /> },
    { name: "definition", label: words.definition, help: words.definitionHelp, input: <Input.TextArea rows={3} maxLength={2000} /> },
    { name: "organisation_id", label: words.organisation, required: true, input: <OrganisationSelect /> },
    { name: "synonyms", label: words.synonyms, help: words.synonymsHelp, input: <Select mode="tags" open={false} /> },
    { name: "english", label: words.english, input: <Input maxLength={200} /> },
  ];
  if (level < OBJECT_LEVEL) return plain;
  const category: FormField<Values>[] = [
    { name: "origin", label: words.origin, input: <Select allowClear options={choices(categories.origins)} /> },
    { name: "structure", label: words.structure, input: <Select allowClear options={choices(categories.structures)} /> },
    { name: "kind", label: words.dataKind, input: <Select allowClear options={choices(categories.kinds)} /> },
  ];
  if (level < ENTITY_LEVEL) return [...plain, ...category];
  return [
    ...plain,
    {
      name: "table",
      label: words.table,
      required: true,
      help: words.tableHelp,
      example: words.tableExample,
      rules: [{ pattern: TABLE, message: words.tableWrong }],
      input: <Input spellCheck={false} autoCapitalize="off" maxLength={60} />,
    },
    ...category,
    {
      name: "is_critical",
      label: words.critical,
      help: words.criticalHelp,
      valueName: "checked",
      input: <Checkbox>{words.critical}</Checkbox>,
    },
  ];
}

function draftOf(code: string, values: Values, before: NodeDraft | null): NodeDraft {
  const { origin, structure, kind = null, table = null, ...words } = values;
  const category = origin && structure ? { origin, structure, kind } : null;
  const kept = before ?? { grade: null, identifying_attribute: null, traces: [] };
  return { definition: "", english: "", synonyms: [], is_critical: false, ...kept, ...words, code, table, category };
}

function valuesOf(node: NodeDraft): Partial<Values> {
  const { name, organisation_id, definition, english, synonyms, is_critical } = node;
  const words = { name, organisation_id, definition, english, synonyms, is_critical } as Partial<Values>;
  const { origin, structure, kind } = node.category ?? {};
  return { ...words, ...(node.table ? { table: node.table } : {}), ...(origin ? { origin } : {}), ...(structure ? { structure } : {}), ...(kind ? { kind } : {}) };
}

interface NodeFormProps {
  code: string;
  known: Definition | null;
}

/** What is drafted about a node, new or said anew. */
export function NodeForm({ code, known }: NodeFormProps) {
  const text = useText();
  const words = text.drafting.draftNode;
  const level = code.split(".").length;
  const kind = useLevelKind()(level);
  const { organisation_id: own } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const node = known?.node ?? null;
  const save = (values: Values, key: string) => {
    const draft = draftOf(code, values, node);
    return known === null ? draftNode(draft, key) : rewriteNode(draft, known.version, key);
  };
  const done = () => {
    void message.success(words.saved);
    void queries.invalidateQueries({ queryKey: LEDGER });
    void navigate(nodeCodePath(code));
  };
  return (
    <FormKind<Values>
      id={known === null ? `ledger.new.${code}` : `ledger.draft.${code}`}
      version={known?.version ?? 0}
      head={{
        title: node === null ? words.title(kind) : words.editTitle(node.name),
        intro: (
          <>
            {words.intro} {words.code} <code>{code}</code>
          </>
        ),
        crumbs: [{ label: text.architecture.ledger.title, to: "/ledger" }],
      }}
      initial={node === null ? { organisation_id: own ?? "" } : valuesOf(node)}
      steps={[{ key: "node", title: words.title(kind), fields: useFields(level) }]}
      submitLabel={words.save}
      submit={save}
      onDone={done}
      onReload={() => void queries.invalidateQueries({ queryKey: ["architecture", "definition", code] })}
    />
  );
}
