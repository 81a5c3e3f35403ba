import { Input, Select } from "antd";
import type { ReactNode } from "react";

import { useText } from "../../i18n";
import { DayField } from "../form/DayField";
import styles from "./ListToolbar.module.css";
import type { ListFilter } from "./types";
import type { ListUrlState } from "./useListUrl";

interface FieldsProps {
  filters: readonly ListFilter[];
  state: ListUrlState;
  /** With the label above each, as on a phone; on a desk the label is the empty choice. */
  labelled?: boolean;
}

function Field({ filter, value, put }: { filter: ListFilter; value: string; put: (value: string) => void }) {
  const text = useText();
  if (filter.kind === "choice") {
    return (
      <Select
        className={styles["filter"] ?? ""}
        aria-label={filter.label}
        value={value === "" ? null : value}
        placeholder={filter.label}
        allowClear
        showSearch={filter.options.length > 8 ? { optionFilterProp: "label" } : false}
        options={filter.options.map((option) => ({ value: option.value, label: option.label }))}
        onChange={(next: string | null | undefined) => put(next ?? "")}
        notFoundContent={text.kinds.list.noMatch}
      />
    );
  }
  if (filter.kind === "day") {
    return <DayField aria-label={filter.label} placeholder={filter.label} value={value} onChange={put} />;
  }
  return (
    <Input
      className={styles["filter"] ?? ""}
      aria-label={filter.label}
      placeholder={filter.label}
      value={value}
      onChange={(event) => put(event.target.value)}
    />
  );
}

export function FilterFields({ filters, state, labelled = false }: FieldsProps) {
  const { filters: values } = state.url;
  return filters.map((filter): ReactNode => {
    const field = (
      <Field
        filter={filter}
        value={values[filter.key] ?? ""}
        put={(value) => state.change({ filters: { ...values, [filter.key]: value } })}
      />
    );
    return labelled ? (
      <div key={filter.key} className={styles["field"]}>
        <span>{filter.label}</span>
        {field}
      </div>
    ) : (
      <div key={filter.key}>{field}</div>
    );
  });
}
