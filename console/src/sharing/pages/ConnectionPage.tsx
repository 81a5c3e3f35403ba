import { useQuery } from "@tanstack/react-query";
import { App, Button, Form } from "antd";
import { useNavigate, useParams } from "react-router";

import { useText } from "../../i18n";
import { Refused } from "../../kinds/form/Messages";
import { useSubmission } from "../../kinds/form/useSubmission";
import { Column } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { Ready } from "../../kinds/states/Ready";
import { DsnItem } from "../parts/DsnItem";
import { moveTarget, type Target, targetQuery, useAfterStep } from "../queries";

function ConnectionForm({ target }: { target: Target }) {
  const words = useText().sharing.targets;
  const navigate = useNavigate();
  const after = useAfterStep();
  const { message } = App.useApp();
  const submission = useSubmission(moveTarget);
  const done = () => {
    void message.success(words.moved);
    after();
    void navigate("/sharing/targets");
  };
  return (
    <>
      <PageHead
        title={words.moveOf(target.name)}
        intro={words.moveIntro(target.place)}
        crumbs={[{ label: words.title, to: "/sharing/targets" }]}
      />
      <Column>
        {submission.error === null ? null : <Refused cause={submission.error} count={0} rest={[]} />}
        <Form<{ dsn: string }>
          layout="vertical"
          disabled={submission.sending}
          onFinish={({ dsn }) => submission.submit({ code: target.code, dsn }, { onSuccess: done })}
        >
          <DsnItem />
          <Button type="primary" htmlType="submit" loading={submission.sending}>
            {words.move}
          </Button>
        </Form>
      </Column>
    </>
  );
}

/** Another connection for a receiving database: it moved, or its password changed. */
export default function ConnectionPage() {
  const { code = "" } = useParams();
  const target = useQuery(targetQuery(code));
  return <Ready query={target}>{(found) => <ConnectionForm target={found} />}</Ready>;
}
