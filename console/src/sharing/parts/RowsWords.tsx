import { useText } from "../../i18n";
import type { Condition, RowColumn } from "../rows";

/** Conditions as they were put together, in words. */
export function RowsWords({ conditions, columns }: { conditions: readonly Condition[]; columns: readonly RowColumn[] }) {
  const text = useText();
  const words = text.sharing;
  if (conditions.length === 0) return <>{words.fields.allRows}</>;
  const title = (name: string) => columns.find((column) => column.name === name)?.title ?? name;
  return (
    <ul>
      {conditions.map(({ column, op, values }, at) => (
        <li key={at}>
          {at === 0 ? "" : `${words.apply.and} `}
          {title(column)} {words.operations[op]} {values.join(text.common.listJoin)}
        </li>
      ))}
    </ul>
  );
}
