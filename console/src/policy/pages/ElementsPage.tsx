import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { ListPage } from "../../kinds/list/ListPage";
import { formatWords } from "../parts/format";
import { ValueDomain } from "../parts/ValueDomain";
import { type DataElement, elementRows } from "../queries";

export default function ElementsPage() {
  const text = useText();
  const words = text.policy.elements;
  const states = text.states.chip;
  return (
    <ListPage<DataElement>
      head={{ title: words.title, intro: words.intro }}
      id="policy.elements"
      label={words.title}
      rows={elementRows}
      rowKey={(element) => `${element.code}/${element.version}`}
      rowName={(element) => element.name}
      rowLink={(element) => `/standards/data-elements/${encodeURIComponent(element.code)}`}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      filters={[
        {
          key: "library",
          kind: "choice",
          label: text.codes.library,
          options: (["national", "industry", "local", "department"] as const).map((value) => ({
            value,
            label: text.codes.libraries[value],
          })),
        },
        {
          key: "state",
          kind: "choice",
          label: words.state,
          options: (["draft", "in_review", "published", "retired"] as const).map((value) => ({ value, label: states[value] })),
        },
      ]}
      columns={[
        { key: "code", title: words.code, sort: "code", show: (element) => element.code },
        { key: "state", title: words.state, sort: "state", show: (element) => <StateChip state={element.state} /> },
        { key: "type", title: words.type, show: (element) => text.policy.types[element.data_type] },
        { key: "format", title: words.formatOf, show: (element) => formatWords(element.format, text.policy.format) },
        { key: "domain", title: words.domain, show: (element) => <ValueDomain element={element} /> },
        { key: "library", title: text.codes.library, show: (element) => text.codes.libraries[element.library] },
        { key: "class", title: words.objectClass, show: (element) => element.object_class },
        { key: "representation", title: words.representation, hidden: true, show: (element) => element.representation },
        { key: "version", title: words.version, hidden: true, figures: true, show: (element) => element.version },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}
