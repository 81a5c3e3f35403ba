import type { Dictionary } from "../../i18n";
import { useText } from "../../i18n";
import type { DataElement } from "../queries";
import { CodeTableName } from "./CodeTableName";

type Checksum = keyof Dictionary["policy"]["checksums"];

function rangeWords({ min, max }: NonNullable<DataElement["range"]>, text: Dictionary): string {
  const words = text.policy.elements;
  const end = (value: string) => (value === "today" ? words.today : value);
  return [min ? words.atLeast(end(min)) : "", max ? words.atMost(end(max)) : ""].filter(Boolean).join(text.common.listJoin);
}

/** Which values an element may take: a code table, a check digit, a pattern, a range, or any. */
export function ValueDomain({ element }: { element: Pick<DataElement, "code_table" | "checksum" | "pattern" | "range"> }) {
  const text = useText();
  const { checksums } = text.policy;
  if (element.code_table) return <CodeTableName name={element.code_table} />;
  if (element.checksum) {
    return <>{element.checksum in checksums ? checksums[element.checksum as Checksum] : element.checksum}</>;
  }
  if (element.pattern) return <code>{element.pattern}</code>;
  return <>{element.range ? rangeWords(element.range, text) : text.policy.elements.anyValue}</>;
}
