import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";

import { useText } from "../../i18n";
import { mentionableQuery } from "../life";

interface PeopleProps {
  id?: string;
  label: string;
  value?: string[];
  onChange?: (chosen: string[]) => void;
}

function useFound() {
  const text = useText();
  const [typed, setTyped] = useState("");
  const { data, isFetching } = useQuery(mentionableQuery(typed.trim()));
  return {
    showSearch: { filterOption: false as const, onSearch: setTyped },
    loading: isFetching,
    notFoundContent: text.kinds.list.noMatch,
    options: (data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
  };
}

/** Several people, found by typing their names. */
export function People({ label, ...props }: PeopleProps) {
  return <Select<string[]> {...props} {...useFound()} mode="multiple" aria-label={label} placeholder={label} />;
}

interface OnePersonProps {
  id?: string;
  value?: string;
  onChange?: (chosen: string) => void;
}

/** One person with an account. */
export function OnePerson(props: OnePersonProps) {
  return <Select<string> {...props} {...useFound()} />;
}
