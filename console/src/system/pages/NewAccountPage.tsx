import { Input } from "antd";
import { useState } from "react";

import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { PageHead } from "../../kinds/page/PageHead";
import { OneTimeLink } from "../parts/OneTimeLink";
import { createAccount, type Enrolment, useAfterAccountChange } from "../queries";

interface Values {
  login: string;
  name: string;
}

const LOGIN = /^[a-z0-9._-]{2,60}$/;

export default function NewAccountPage() {
  const text = useText();
  const words = text.system.accounts;
  const after = useAfterAccountChange();
  const [issued, setIssued] = useState<{ enrolment: Enrolment; login: string } | null>(null);
  const crumbs = [{ label: words.title, to: "/system/accounts" }];

  if (issued !== null) {
    return (
      <>
        <PageHead title={words.created} crumbs={crumbs} />
        <OneTimeLink token={issued.enrolment.token} login={issued.login} />
      </>
    );
  }
  const send = async (values: Values) => ({ enrolment: await createAccount(values), login: values.login });
  return (
    <FormKind<Values>
      id="system.account.new"
      head={{ title: words.create, intro: words.createIntro, crumbs }}
      initial={{}}
      steps={[
        {
          key: "account",
          title: words.create,
          fields: [
            {
              name: "login",
              label: words.login,
              required: true,
              help: words.loginHelp,
              example: words.loginExample,
              rules: [{ pattern: LOGIN, message: words.loginPattern }],
              input: <Input autoCapitalize="off" spellCheck={false} maxLength={60} />,
            },
            { name: "name", label: words.name, required: true, input: <Input maxLength={60} /> },
          ],
        },
      ]}
      submitLabel={words.create}
      submit={send}
      onDone={(answer) => {
        after();
        setIssued(answer as { enrolment: Enrolment; login: string });
      }}
    />
  );
}
