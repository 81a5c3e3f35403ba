import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";

import { useText } from "../../i18n";
import { organisationsQuery } from "../../session/organisations";

interface OrganisationSelectProps<Value> {
  /** Given by the form. */
  id?: string;
  value?: Value;
  onChange?: (chosen: Value) => void;
}

function useChoices() {
  const text = useText();
  const { data, isPending } = useQuery(organisationsQuery);
  return {
    loading: isPending,
    showSearch: { optionFilterProp: "label" },
    notFoundContent: text.kinds.list.noMatch,
    options: (data ?? []).map((one) => ({ value: one.id, label: one.name })),
  };
}

/** One organisation out of all, found by typing. */
export function OrganisationSelect(props: OrganisationSelectProps<string>) {
  return <Select<string> {...props} {...useChoices()} />;
}

/** Several organisations, found by typing. */
export function OrganisationsSelect(props: OrganisationSelectProps<string[]>) {
  return <Select<string[]> {...props} {...useChoices()} mode="multiple" />;
}
