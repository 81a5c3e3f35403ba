import { DeleteOutlined, StarOutlined } from "@ant-design/icons";
import { Button, Input, Popover } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { useKept } from "../kept";
import styles from "./ListToolbar.module.css";
import type { ListUrlState } from "./useListUrl";

interface View {
  name: string;
  search: string;
}

function readViews(kept: unknown): View[] {
  if (!Array.isArray(kept)) return [];
  return (kept as Partial<View>[]).filter(
    (view): view is View => typeof view.name === "string" && typeof view.search === "string",
  );
}

/** Conditions that somebody comes back to, by name; kept on this computer. */
export function SavedViews({ id, state }: { id: string; state: ListUrlState }) {
  const text = useText();
  const words = text.kinds.list;
  const [views, keep] = useKept(`shudao.list.${id}.views`, readViews);
  const [name, setName] = useState("");

  const save = () => {
    const view = { name: name.trim(), search: state.search({ page: 1 }) };
    if (view.name === "") return;
    keep([...views.filter((other) => other.name !== view.name), view]);
    setName("");
  };

  const content = (
    <div className={styles["menu"]}>
      {views.length === 0 ? <span>{words.noViews}</span> : null}
      {views.map((view) => (
        <div key={view.name} className={styles["line"]}>
          <Link to={view.search}>{view.name}</Link>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={words.removeView(view.name)}
            onClick={() => keep(views.filter((other) => other.name !== view.name))}
          />
        </div>
      ))}
      <Input
        value={name}
        maxLength={30}
        placeholder={words.viewName}
        aria-label={words.viewName}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={save}
      />
      <Button disabled={name.trim() === ""} onClick={save}>
        {words.saveView}
      </Button>
    </div>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight">
      <Button type="text" icon={<StarOutlined aria-hidden />}>
        {words.views}
      </Button>
    </Popover>
  );
}
