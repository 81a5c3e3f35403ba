import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input, InputNumber, Select } from "antd";

import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { FormKind } from "../../kinds/form/FormKind";
import { Ready } from "../../kinds/states/Ready";
import { type Dispatch, dispatchQuery, setDispatch, tryMailServer } from "../life";

interface Values {
  host: string;
  port: number;
  security: Dispatch["security"];
  login: string;
  password?: string;
  sender: string;
  authority: string;
  webhook_hosts: string[];
  console_url: string;
}

const SECURITIES = ["starttls", "tls", "none"] as const;

function Settings({ known }: { known: Dispatch }) {
  const words = useText().work.dispatch;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { version, has_password: hasPassword, ...initial } = known;
  const again = () => void queries.invalidateQueries({ queryKey: ["work", "dispatch"] });
  return (
    <FormKind<Values>
      id="work.dispatch"
      version={version}
      head={{
        title: words.title,
        intro: words.intro,
        actions: (
          <ActionButton
            label={words.test}
            ask={{ reason: "required" }}
            run={({ reason }) => tryMailServer(reason.trim())}
            done={words.tested}
          />
        ),
      }}
      initial={initial}
      steps={[
        {
          key: "dispatch",
          title: words.title,
          intro: words.testHelp,
          fields: [
            { name: "host", label: words.host, input: <Input maxLength={253} /> },
            { name: "port", label: words.port, input: <InputNumber min={1} max={65535} precision={0} /> },
            {
              name: "security",
              label: words.security,
              input: <Select options={SECURITIES.map((value) => ({ value, label: words.securities[value] }))} />,
            },
            { name: "login", label: words.login, input: <Input autoComplete="off" maxLength={200} /> },
            {
              name: "password",
              label: words.password,
              help: hasPassword ? words.passwordKept : words.passwordVault,
              input: <Input.Password autoComplete="new-password" maxLength={500} />,
            },
            { name: "sender", label: words.sender, example: "shudao@example.gov.cn", input: <Input maxLength={320} /> },
            { name: "authority", label: words.authority, help: words.authorityHelp, input: <Input.TextArea rows={3} /> },
            {
              name: "webhook_hosts",
              label: words.hosts,
              help: words.hostsHelp,
              input: <Select mode="tags" open={false} tokenSeparators={[",", " "]} />,
            },
            { name: "console_url", label: words.consoleUrl, help: words.consoleUrlHelp, input: <Input maxLength={300} /> },
          ],
        },
      ]}
      submitLabel={words.save}
      submit={({ password, ...values }) =>
        setDispatch({ ...initial, ...values, version, password: password === undefined || password === "" ? null : password })
      }
      onReload={again}
      onDone={() => {
        void message.success(words.saved);
        again();
      }}
    />
  );
}

/** The mail server of the installation, and whom webhooks may call. */
export default function DispatchPage() {
  return (
    <Ready query={useQuery(dispatchQuery)}>{(known) => <Settings key={String(known.version)} known={known} />}</Ready>
  );
}
