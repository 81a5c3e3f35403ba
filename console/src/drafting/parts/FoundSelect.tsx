import { keepPreviousData, useQuery, type UseQueryOptions } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";

import { useText } from "../../i18n";
import { elementsFound, systemsFound } from "../queries";

interface Chosen {
  /** Given by the form. */
  id?: string;
  value?: string | null;
  onChange?: (code: string | null) => void;
}

interface Found {
  items: readonly { code: string; name: string }[];
}

interface FoundSelectProps extends Chosen {
  find: (q: string) => Pick<UseQueryOptions<Found>, "queryKey" | "queryFn">;
}

/** Something that has a code and a name, found by typing either. */
function FoundSelect({ find, value, onChange, ...given }: FoundSelectProps) {
  const text = useText();
  const [words, setWords] = useState("");
  const q = useDeferredValue(words.trim());
  const found = useQuery({ ...find(q), placeholderData: keepPreviousData });
  return (
    <Select<string | null>
      {...given}
      allowClear
      value={value ?? null}
      showSearch={{ filterOption: false, onSearch: setWords }}
      loading={found.isFetching}
      options={(found.data?.items ?? []).map((one) => ({ value: one.code, label: `${one.name} ${one.code}` }))}
      notFoundContent={text.kinds.list.noMatch}
      onChange={(code) => onChange?.(code ?? null)}
    />
  );
}

export function ElementSelect(props: Chosen) {
  return <FoundSelect {...props} find={(q) => elementsFound(q) as never} />;
}

export function SystemSelect(props: Chosen) {
  return <FoundSelect {...props} find={(q) => systemsFound(q) as never} />;
}
