import { Button, Input, Upload } from "antd";

import { useText } from "../../i18n";
import { textOf } from "../queriesDefinitions";
import styles from "./Definitions.module.css";

interface ScriptInputProps {
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (script: string) => void;
}

/** A script, typed, pasted, or taken from a file of this computer. */
export function ScriptInput({ id, value, onChange }: ScriptInputProps) {
  const words = useText().architecture.definitions;
  return (
    <div className={styles["script"]}>
      <Input.TextArea
        id={id}
        className={styles["text"] ?? ""}
        rows={12}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <Upload
        accept=".sql,.txt,.ddl"
        showUploadList={false}
        beforeUpload={(file) => {
          void textOf(file).then((script) => onChange?.(script));
          return false;
        }}
      >
        <Button>{words.file}</Button>
      </Upload>
    </div>
  );
}
