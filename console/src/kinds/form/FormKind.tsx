import { Button, Form } from "antd";
import { useEffect, useState } from "react";

import { asProblem, fieldMessages } from "../../api/problem";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { PageHead } from "../page/PageHead";
import { Stale } from "../states/Banners";
import { CheckPage } from "./CheckPage";
import { Fields } from "./Fields";
import { askedFields, type Placed, placeMessages } from "./fields";
import styles from "./Form.module.css";
import { DraftFound, Refused } from "./Messages";
import type { FormKindProps } from "./types";
import { useDraft } from "./useDraft";
import { useSubmission } from "./useSubmission";

const NOTHING_PLACED: Placed = { step: -1, byField: {}, rest: [] };

/** Page kind 4: a form, or a wizard where everything is checked before it is sent. */
export function FormKind<Values extends object>(props: FormKindProps<Values>) {
  const { id, head, steps, initial, version = "", submitLabel, submit, onDone, onReload, aside } = props;
  const text = useText();
  const words = text.kinds.form;
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(id, String(version));
  const start = { ...initial, ...draft.found?.values };
  const [values, setValues] = useState<Partial<Values>>(start);
  const [at, setAt] = useState(0);
  const [placed, setPlaced] = useState(NOTHING_PLACED);
  const [kept, setKept] = useState(false);
  const submission = useSubmission(submit);

  const checking = steps.length > 1 && at === steps.length;
  const step = steps[at];
  const fields = step === undefined ? [] : askedFields(step, values);
  const problem = submission.error === null ? null : asProblem(submission.error);
  const last = steps.length === 1 || checking;

  const onValues = (_: unknown, all: Values) => {
    const next = { ...values, ...all };
    setValues(next);
    draft.note(next);
  };

  const showRefusal = (cause: Error) => {
    const found = placeMessages(steps, fieldMessages(asProblem(cause).details));
    setPlaced(found);
    if (found.step >= 0) setAt(found.step);
  };

  // Once the step of the first message is on the page, its fields can show theirs.
  useEffect(() => {
    form.setFields(
      Object.entries(placed.byField).map(([name, message]) => ({ name: name as never, errors: [message] })),
    );
  }, [form, placed]);

  const send = () => {
    setPlaced(NOTHING_PLACED);
    setKept(false);
    submission.submit(values as Values, {
      onSuccess: (answer) => {
        draft.drop();
        onDone(answer);
      },
      onError: showRefusal,
    });
  };

  const discard = () => {
    draft.drop();
    setValues(initial);
    form.resetFields();
    form.setFieldsValue(initial);
  };

  return (
    <>
      <PageHead {...head} />
      <div className={styles["frame"]}>
        <Form<Values>
          form={form}
          className={styles["form"] ?? ""}
          layout="vertical"
          initialValues={start}
          scrollToFirstError={{ focus: true }}
          disabled={submission.sending}
          onValuesChange={onValues}
          onFinish={() => (last ? send() : setAt(at + 1))}
        >
          {draft.found === null || draft.savedAt !== null ? null : <DraftFound at={draft.found.at} drop={discard} />}
          {problem?.stale && !kept && onReload !== undefined ? (
            <Stale changed={problem.message} reload={onReload} keep={() => setKept(true)} />
          ) : null}
          {submission.error !== null && !problem?.stale ? (
            <Refused cause={submission.error} count={Object.keys(placed.byField).length} rest={placed.rest} />
          ) : null}
          {steps.length > 1 ? (
            <h2 className={styles["step"]} aria-live="polite">
              {words.step(at + 1, steps.length + 1, step?.title ?? words.review)}
            </h2>
          ) : null}
          {step?.intro === undefined ? null : <p className={styles["intro"]}>{step.intro}</p>}
          {checking ? <CheckPage steps={steps} values={values} onEdit={setAt} /> : <Fields fields={fields} />}
          <div className={styles["bar"]}>
            {at > 0 ? <Button onClick={() => setAt(at - 1)}>{words.previous}</Button> : null}
            <Button type="primary" htmlType="submit" loading={submission.sending}>
              {last ? (submitLabel ?? words.submit) : words.next}
            </Button>
            <span className={styles["saved"]} role="status">
              {draft.savedAt === null ? "" : words.draftSaved(formatMoment(draft.savedAt))}
            </span>
          </div>
        </Form>
        {aside === undefined ? null : <aside className={styles["aside"]}>{aside}</aside>}
      </div>
    </>
  );
}
