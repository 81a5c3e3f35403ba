import { Alert, App } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { EntryFrame } from "../parts/EntryFrame";
import styles from "../parts/EntryFrame.module.css";
import { PasswordForm } from "../parts/PasswordForm";

/** The change of password that comes before everything else. */
export default function ForcedPasswordPage() {
  const words = useText().access.password;
  const navigate = useNavigate();
  const { message } = App.useApp();
  const done = () => {
    void message.success(words.done);
    void navigate("/", { replace: true });
  };
  return (
    <EntryFrame title={words.title}>
      <Alert className={styles["alert"]} type="info" showIcon title={words.forced} />
      <PasswordForm onDone={done} />
    </EntryFrame>
  );
}
