import { useQueries, useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";

import { childrenQuery } from "../../architecture/queries";
import { useText } from "../../i18n";
import type { DraftContent } from "../queries";
import styles from "./systems.module.css";

interface PlaceProps {
  content: DraftContent;
  change: (changes: Partial<DraftContent>) => void;
}

function useAreas() {
  const domains = useQuery(childrenQuery(null));
  const found = useQueries({ queries: (domains.data?.items ?? []).map((domain) => childrenQuery(domain.code)) });
  return found.flatMap((each) => each.data?.items ?? []).map((area) => ({ value: area.code, label: `${area.name}（${area.code}）` }));
}

/** Where the entity goes: subject area, then an object that is there or a new one. */
export function Place({ content, change }: PlaceProps) {
  const words = useText().systems.confirm;
  const areas = useAreas();
  const area = content.subject_area ?? null;
  const below = useQuery({ ...childrenQuery(area), enabled: area !== null });
  const objects = (below.data?.items ?? []).map((one) => ({ value: one.code, label: one.name }));
  const search = { showSearch: { optionFilterProp: "label" } };
  return (
    <div className={styles["place"]}>
      <div className={styles["label"]}>
        <span>{words.area}</span>
        <Select
          {...search}
          aria-label={words.area}
          value={area}
          options={areas}
          onChange={(subject_area) => change({ subject_area, object_code: null })}
        />
      </div>
      <div className={styles["label"]}>
        <span>{words.object}</span>
        <Select
          {...search}
          aria-label={words.object}
          value={content.object_code ?? ""}
          options={[{ value: "", label: words.newObject }, ...objects]}
          onChange={(code) => change({ object_code: code === "" ? null : code })}
        />
      </div>
      {content.object_code ? null : (
        <label className={styles["label"]}>
          {words.objectName}
          <Input maxLength={100} value={content.object_name} onChange={(event) => change({ object_name: event.target.value })} />
        </label>
      )}
      <label className={styles["label"]}>
        {words.entityName}
        <Input maxLength={100} value={content.entity_name} onChange={(event) => change({ entity_name: event.target.value })} />
      </label>
      <label className={styles["label"]}>
        {words.entityTable}
        <Input maxLength={60} value={content.entity_table} onChange={(event) => change({ entity_table: event.target.value })} />
      </label>
    </div>
  );
}
