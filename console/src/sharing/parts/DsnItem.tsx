import { Form, Input } from "antd";

import { useText } from "../../i18n";

/** Where a connection string is typed in. It is hidden like a password, since it holds one. */
export function DsnItem() {
  const text = useText();
  const words = text.sharing.targets;
  return (
    <Form.Item
      name="dsn"
      label={words.dsn}
      extra={`${words.dsnHelp} ${text.kinds.form.example(words.dsnExample)}`}
      rules={[{ required: true, whitespace: true, message: text.kinds.form.missing(words.dsn) }]}
    >
      <Input.Password autoComplete="off" spellCheck={false} maxLength={1000} />
    </Form.Item>
  );
}
