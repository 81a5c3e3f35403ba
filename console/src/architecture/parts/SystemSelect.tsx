import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";

import { useText } from "../../i18n";
import { systemRows } from "../queries";

interface SystemSelectProps {
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (code: string) => void;
}

/** One application system of the register, found by its name. */
export function SystemSelect(props: SystemSelectProps) {
  const text = useText();
  const [q, setQ] = useState("");
  const { data, isFetching } = useQuery(systemRows({ offset: 0, limit: 50, q, filters: {} }));
  return (
    <Select<string>
      {...props}
      allowClear
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setQ }}
      notFoundContent={text.kinds.list.noMatch}
      options={(data?.items ?? []).map((system) => ({ value: system.code, label: system.name }))}
    />
  );
}
