import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { ListProps } from "../../kinds/list/types";
import type { Person } from "../queries";

/** What the lists of people share. */
export function usePersonList(): Omit<ListProps<Person>, "rows"> {
  const text = useText();
  const words = text.mechanism.people;
  return {
    id: "mechanism.people",
    label: words.title,
    rowKey: (person) => person.id,
    rowName: (person) => person.name,
    rowLink: (person) => `/people/${encodeURIComponent(person.id)}`,
    nameColumn: { title: words.name, sort: "name" },
    defaultSort: "code",
    filters: [{ key: "in_office", kind: "choice", label: words.office, options: [{ value: "false", label: words.everyone }] }],
    columns: [
      { key: "organisation", title: words.organisation, show: (person) => person.organisation_name },
      { key: "title", title: words.post, sort: "title", show: (person) => person.title || text.common.none },
      { key: "code", title: words.code, sort: "code", show: (person) => person.code },
      { key: "phone", title: words.phone, show: (person) => person.phone || text.common.none },
      { key: "email", title: words.email, hidden: true, show: (person) => person.email || text.common.none },
      {
        key: "office",
        title: words.office,
        show: (person) =>
          person.left_on === null ? (
            <Chip tone="good">{words.inOffice}</Chip>
          ) : (
            <Chip tone="paused">{words.leftOn(person.left_on)}</Chip>
          ),
      },
    ],
    empty: { title: words.empty, hint: words.emptyHint },
  };
}
