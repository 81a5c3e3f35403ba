import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";

import { useText } from "../../i18n";
import { personRows } from "../queries";

interface PersonPickerProps {
  value?: string | null;
  onChange?: (id: string) => void;
  label: string;
  placeholder?: string;
}

const MOST = 20;

/** Choose a person in office by name or code; those with the same name are told apart by their organisation. */
export function PersonPicker({ value, onChange, label, placeholder }: PersonPickerProps) {
  const text = useText();
  const [words, setWords] = useState("");
  const q = useDeferredValue(words.trim());
  const found = useQuery({
    ...personRows({ offset: 0, limit: MOST, filters: {}, ...(q === "" ? {} : { q }) }),
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      aria-label={label}
      placeholder={placeholder ?? text.mechanism.accountability.whoHint}
      value={value ?? null}
      showSearch={{ filterOption: false, onSearch: setWords }}
      loading={found.isFetching}
      options={(found.data?.items ?? []).map((person) => ({
        value: person.id,
        label: [person.name, person.organisation_name, person.title].filter(Boolean).join(" · "),
      }))}
      notFoundContent={text.kinds.list.noMatch}
      onChange={(id: string) => onChange?.(id)}
    />
  );
}
