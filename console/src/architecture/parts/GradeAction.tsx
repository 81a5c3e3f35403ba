import { Form, Select } from "antd";
import { useRef } from "react";

import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { useCan, useSession } from "../../session/session";
import { type Attribute, type GradeValue, LEDGER, proposeLowering, setGrade } from "../queries";

/** The grades from the lowest to the highest, as the platform writes them. */
export function useGrades(): readonly { value: GradeValue; label: string }[] {
  const words = useText().format.grade.words;
  return Object.entries(words).map(([grade, label]) => ({ value: grade as GradeValue, label }));
}

/** Whether somebody may grade what belongs to an organisation: their own; the bureau may for all. */
export function useMayGrade(organisationId: string): boolean {
  const can = useCan();
  const { organisation_id: own, roles } = useSession();
  const holds = can("architecture.node.edit") || can("architecture.grade.lower");
  return holds && (own === organisationId || roles.includes("data_bureau"));
}

/** Grade an attribute: higher at once, lower as a proposal that somebody else signs. */
export function GradeAction({ attribute }: { attribute: Attribute }) {
  const words = useText().architecture.entity;
  const grades = useGrades();
  const chosen = useRef<GradeValue | null>(null);
  const rank = (grade: GradeValue | null) => grades.findIndex((one) => one.value === grade);

  const send = async (reason: string, key: string) => {
    const grade = chosen.current;
    if (grade === null) return;
    if (rank(grade) < rank(attribute.grade)) await proposeLowering(attribute.code, grade, reason, key);
    else await setGrade(attribute.code, grade, key);
  };

  return (
    <ActionButton
      label={words.setGrade}
      run={({ reason }, key) => send(reason, key)}
      done={words.gradeSet}
      changes={[LEDGER]}
      ask={{
        reason: "optional",
        content: (
          <>
            <Form.Item name="grade" label={words.gradeChosen} rules={[{ required: true, message: words.gradeMissing }]}>
              <Select options={[...grades]} onChange={(grade: GradeValue) => (chosen.current = grade)} />
            </Form.Item>
            <p>{words.lowerHint}</p>
          </>
        ),
      }}
    />
  );
}
