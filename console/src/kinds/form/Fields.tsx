import { Form } from "antd";

import { useText } from "../../i18n";
import styles from "./Form.module.css";
import type { FormField } from "./types";

function Field<Values>({ field }: { field: FormField<Values> }) {
  const words = useText().kinds.form;
  const name: string = field.name;
  const { label, help, example, required = false, input, valueName, rules = [] } = field;
  const extra =
    help === undefined && example === undefined ? undefined : (
      <span className={styles["help"]}>
        {help}
        {example === undefined ? null : <span>{words.example(example)}</span>}
      </span>
    );
  return (
    <Form.Item
      name={name}
      label={label}
      required={required}
      {...(extra === undefined ? {} : { extra })}
      {...(valueName === undefined ? {} : { valuePropName: valueName })}
      rules={[...(required ? [{ required: true, message: words.missing(label) }] : []), ...rules]}
    >
      {input}
    </Form.Item>
  );
}

/** The fields of one step, in one column, labels above. */
export function Fields<Values>({ fields }: { fields: readonly FormField<Values>[] }) {
  return fields.map((field) => <Field key={field.name} field={field} />);
}
