import { useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Input, Select } from "antd";
import { useNavigate } from "react-router";

import { useGrades } from "../../architecture/parts/GradeAction";
import { entityOf, nodeCodePath } from "../../architecture/parts/paths";
import { LEDGER } from "../../architecture/queries";
import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import type { FormField } from "../../kinds/form/types";
import { type AttributeDraft, type Definition, draftAttribute, rewriteAttribute } from "../queries";
import { ElementSelect } from "./FoundSelect";

type Values = Omit<AttributeDraft, "code" | "data_type" | "format">;

const FIELD = /^[a-z][a-z0-9_]{0,59}$/;

function useFields(): FormField<Values>[] {
  const text = useText();
  const words = text.drafting;
  const mine = words.draftAttribute;
  const grades = useGrades();
  const tick = (name: "is_key" | "is_critical" | "is_personal" | "nullable", label: string): FormField<Values> => ({
    name,
    label,
    valueName: "checked",
    input: <Checkbox>{label}</Checkbox>,
  });
  return [
    { name: "name", label: words.draftNode.name, required: true, input: <Input maxLength={100} /> },
    {
      name: "field",
      label: mine.field,
      required: true,
      help: mine.fieldHelp,
      example: mine.fieldExample,
      rules: [{ pattern: FIELD, message: words.draftNode.tableWrong }],
      input: <Input spellCheck={false} autoCapitalize="off" maxLength={60} />,
    },
    { name: "definition", label: words.draftNode.definition, help: words.draftNode.definitionHelp, input: <Input.TextArea rows={3} maxLength={2000} /> },
    { name: "data_element", label: mine.element, help: mine.elementHelp, input: <ElementSelect /> },
    { name: "grade", label: words.draftNode.grade, input: <Select allowClear options={[...grades]} /> },
    { name: "synonyms", label: words.draftNode.synonyms, help: words.draftNode.synonymsHelp, input: <Select mode="tags" open={false} /> },
    tick("is_key", mine.isKey),
    tick("is_critical", mine.isCritical),
    tick("is_personal", mine.isPersonal),
    tick("nullable", mine.nullable),
  ];
}

interface AttributeFormProps {
  code: string;
  entityName: string;
  known: Definition | null;
}

const NEW: Partial<Values> = { nullable: true, is_key: false, is_critical: false, is_personal: false, synonyms: [], definition: "" };

/** What is drafted about an attribute, new or said anew. */
export function AttributeForm({ code, entityName, known }: AttributeFormProps) {
  const text = useText();
  const words = text.drafting.draftAttribute;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const before = known?.attribute ?? null;
  const save = (values: Values, key: string) => {
    const { data_type = null, format = null } = before ?? {};
    const draft = { ...values, data_element: values.data_element ?? null, grade: values.grade ?? null, code, data_type, format } as AttributeDraft;
    return known === null ? draftAttribute(draft, key) : rewriteAttribute(draft, known.version, key);
  };
  const done = () => {
    void message.success(text.drafting.draftNode.saved);
    void queries.invalidateQueries({ queryKey: LEDGER });
    void navigate(nodeCodePath(code));
  };
  return (
    <FormKind<Values>
      id={known === null ? `ledger.attribute.new.${code}` : `ledger.attribute.draft.${code}`}
      version={known?.version ?? 0}
      head={{
        title: before === null ? words.title : words.editTitle(before.name),
        intro: (
          <>
            {words.of(entityName)} {text.drafting.draftNode.code} <code>{code}</code>
          </>
        ),
        crumbs: [
          { label: text.architecture.ledger.title, to: "/ledger" },
          { label: entityName, to: nodeCodePath(entityOf(code)) },
        ],
      }}
      initial={before ?? NEW}
      steps={[{ key: "attribute", title: words.title, fields: useFields() }]}
      submitLabel={text.drafting.draftNode.save}
      submit={save}
      onDone={done}
      onReload={() => void queries.invalidateQueries({ queryKey: ["architecture", "definition", code] })}
    />
  );
}
