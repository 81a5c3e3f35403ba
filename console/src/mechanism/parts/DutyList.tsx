import { NodeName } from "../../architecture/parts/NodeName";
import { useText } from "../../i18n";
import type { ListProps } from "../../kinds/list/types";
import { useOrganisationName } from "../../session/organisations";
import type { Duty } from "../queries";
import { DutyPeek } from "./DutyPeek";

/** What the two lists of duties share: all of them, and those of one organisation. */
export function useDutyList(): Omit<ListProps<Duty>, "rows"> {
  const text = useText();
  const words = text.mechanism.duties;
  const organisationName = useOrganisationName();
  return {
    id: "mechanism.duties",
    label: words.title,
    rowKey: (duty) => duty.code,
    rowName: (duty) => duty.name,
    nameColumn: { title: words.name, sort: "name" },
    defaultSort: "code",
    columns: [
      { key: "code", title: words.code, sort: "code", show: (duty) => duty.code },
      { key: "organisation", title: words.organisation, show: (duty) => organisationName(duty.organisation_id) },
      {
        key: "matters",
        title: words.matters,
        show: (duty) =>
          words.countMatters(duty.matters.length, duty.matters.reduce((sum, matter) => sum + matter.steps.length, 0)),
      },
      { key: "domain", title: words.domain, show: (duty) => (duty.derives_domain ? <NodeName code={duty.derives_domain} level={1} /> : words.none) },
      { key: "basis", title: words.basis, show: (duty) => duty.basis || text.common.none },
    ],
    peek: (duty) => <DutyPeek duty={duty} />,
    empty: { title: words.empty, hint: words.emptyHint },
  };
}
