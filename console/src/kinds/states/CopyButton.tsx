import { CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";

import { useText } from "../../i18n";

/** Plain-http intranet addresses have no clipboard interface; there the text is selected and copied the old way. */
async function copy(value: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(value);
    return;
  }
  const area = document.createElement("textarea");
  area.value = value;
  document.body.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way outside a secure context
  document.execCommand("copy");
  area.remove();
}

export function CopyButton({ value, label }: { value: string; label?: string }) {
  const text = useText();
  const { message } = App.useApp();
  return (
    <Button
      icon={<CopyOutlined aria-hidden />}
      aria-label={label ?? text.common.copy}
      onClick={() => void copy(value).then(() => message.success(text.common.copied))}
    >
      {label ?? text.common.copy}
    </Button>
  );
}
