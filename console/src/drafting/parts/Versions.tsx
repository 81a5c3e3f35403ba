import { useQuery } from "@tanstack/react-query";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Changes } from "../../kinds/review/Changes";
import { Ready } from "../../kinds/states/Ready";
import { definitionQuery, type Version, versionsQuery } from "../queries";

type Content = Record<string, unknown>;

/** What each earlier version said, beside what replaced it. */
export function Versions({ code }: { code: string }) {
  const text = useText();
  const words = text.drafting.versions;
  const versions = useQuery(versionsQuery(code));
  const now = useQuery(definitionQuery(code));
  const fields: Record<string, string> = words.fields;
  const said = (value: unknown): string | null => {
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "boolean") return value ? words.yes : words.no;
    if (Array.isArray(value)) return value.join(text.common.listJoin) || null;
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  const difference = (before: Content, after: Content) =>
    Object.keys(before)
      .filter((field) => said(before[field]) !== said(after[field]))
      .map((field) => ({ key: field, label: fields[field] ?? field, before: said(before[field]), after: said(after[field]) }));
  return (
    <Ready query={now} small>
      {(current) => (
        <Ready query={versions} small>
          {({ items }) => (
            <Stack>
              {items.length === 0 ? <Section title={words.tab}>{words.none}</Section> : null}
              {items.map((version: Version, at) => {
                const newer = at === 0 ? (current.attribute ?? current.node ?? {}) : (items[at - 1]?.content ?? {});
                return (
                  <Section key={version.version} title={words.version(version.version)} aside={`${words.replaced} ${formatMoment(version.replaced_at)}`}>
                    <Changes changes={difference(version.content, newer)} />
                  </Section>
                );
              })}
            </Stack>
          )}
        </Ready>
      )}
    </Ready>
  );
}
