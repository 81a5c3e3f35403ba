import { App } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { Column } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { PasswordForm } from "../parts/PasswordForm";

export default function PasswordPage() {
  const text = useText();
  const words = text.access.password;
  const navigate = useNavigate();
  const { message } = App.useApp();
  const done = () => {
    void message.success(words.done);
    void navigate("/me");
  };
  return (
    <>
      <PageHead title={words.title} crumbs={[{ label: text.access.me.title, to: "/me" }]} />
      <Column>
        <PasswordForm onDone={done} />
      </Column>
    </>
  );
}
