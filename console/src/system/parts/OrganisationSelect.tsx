import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";

import { useText } from "../../i18n";
import { organisationsQuery } from "../../session/organisations";

interface OrganisationSelectProps {
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
}

/** One organisation out of all, found by typing. */
export function OrganisationSelect(props: OrganisationSelectProps) {
  const text = useText();
  const { data, isPending } = useQuery(organisationsQuery);
  return (
    <Select<string>
      {...props}
      loading={isPending}
      showSearch={{ optionFilterProp: "label" }}
      notFoundContent={text.kinds.list.noMatch}
      options={(data ?? []).map((one) => ({ value: one.id, label: one.name }))}
    />
  );
}
