import { useText } from "../../i18n";

/** The type of a column in a word; how the platform writes it is one hover away. */
export function TypeWord({ type }: { type: string }) {
  const words: Record<string, string> = useText().kinds.table.types;
  const [name = ""] = type.split("(");
  return <span title={type}>{words[name] ?? <code>{type}</code>}</span>;
}
