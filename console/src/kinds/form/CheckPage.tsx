import { Button } from "antd";
import type { ReactNode } from "react";

import { useText } from "../../i18n";
import { Facts } from "../page/Facts";
import { Section } from "../page/Section";
import { askedFields } from "./fields";
import styles from "./Form.module.css";
import type { FormField, FormStep } from "./types";

interface CheckPageProps<Values> {
  steps: readonly FormStep<Values>[];
  values: Partial<Values>;
  onEdit: (step: number) => void;
}

function ValueOf<Values>({ field, values }: { field: FormField<Values>; values: Partial<Values> }): ReactNode {
  const words = useText();
  const value: unknown = values[field.name];
  if (field.show !== undefined) return field.show(value);
  if (typeof value === "boolean") return value ? words.common.yes : words.common.no;
  if (typeof value === "string" && value !== "") return value;
  if (typeof value === "number") return String(value);
  return words.kinds.form.notFilled;
}

/** Everything that will be sent, before it is sent; each part is edited where it was asked. */
export function CheckPage<Values>({ steps, values, onEdit }: CheckPageProps<Values>) {
  const text = useText();
  return (
    <div className={styles["check"]}>
      <p>{text.kinds.form.reviewIntro}</p>
      {steps.map((step, index) => (
        <Section
          key={step.key}
          title={step.title}
          aside={
            <Button type="link" onClick={() => onEdit(index)}>
              {text.common.edit}
            </Button>
          }
        >
          <Facts
            facts={askedFields(step, values).map((field) => ({
              label: field.label,
              value: <ValueOf field={field} values={values} />,
            }))}
          />
        </Section>
      ))}
    </div>
  );
}
