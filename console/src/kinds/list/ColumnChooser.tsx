import { SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";

import { useText } from "../../i18n";
import type { ColumnChoice } from "./columns";
import styles from "./ListToolbar.module.css";
import { toggled } from "./shared";
import type { ListColumn } from "./types";

interface ChooserProps<Row> {
  columns: readonly ListColumn<Row>[];
  choice: ColumnChoice<Row>;
}

/** Which columns are shown; kept on this computer. */
export function ColumnChooser<Row>({ columns, choice }: ChooserProps<Row>) {
  const words = useText().kinds.list;
  const content = (
    <div className={styles["menu"]}>
      {columns.map((column) => (
        <Checkbox
          key={column.key}
          checked={choice.keys.includes(column.key)}
          onChange={() => choice.choose(toggled(choice.keys, column.key))}
        >
          {column.title}
        </Checkbox>
      ))}
      <Button type="link" onClick={() => choice.choose(null)}>
        {words.columnsReset}
      </Button>
    </div>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight">
      <Button type="text" icon={<SettingOutlined aria-hidden />}>
        {words.columns}
      </Button>
    </Popover>
  );
}
