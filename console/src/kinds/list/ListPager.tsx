import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import styles from "./ListPager.module.css";
import { PAGE_SIZES } from "./listUrl";
import type { ListUrlState } from "./useListUrl";

interface ListPagerProps {
  state: ListUrlState;
  total: number;
  onSize: (size: number) => void;
}

export function ListPager({ state, total, onSize }: ListPagerProps) {
  const words = useText().kinds.list;
  const { page, size } = state.url;
  if (total === 0) return null;
  const last = Math.max(1, Math.ceil(total / size));
  const from = Math.min((page - 1) * size + 1, total);
  const to = Math.min(page * size, total);
  return (
    <div className={styles["pager"]}>
      <span aria-live="polite">{words.range(formatNumber(from), formatNumber(to), formatNumber(total))}</span>
      <div className={styles["turn"]}>
        <Select
          aria-label={words.pageSize}
          value={size}
          options={PAGE_SIZES.map((value) => ({ value, label: words.perPage(value) }))}
          onChange={onSize}
        />
        <Button
          icon={<LeftOutlined aria-hidden />}
          aria-label={words.previous}
          disabled={page <= 1}
          onClick={() => state.change({ page: page - 1 })}
        />
        <Button
          icon={<RightOutlined aria-hidden />}
          aria-label={words.next}
          disabled={page >= last}
          onClick={() => state.change({ page: page + 1 })}
        />
      </div>
    </div>
  );
}
