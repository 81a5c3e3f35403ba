import { SearchOutlined } from "@ant-design/icons";
import { AutoComplete, Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { useCan } from "../../session/session";
import { navigationFor } from "../navigation";
import { PAGES, STEPS } from "../pages";
import { onKey } from "./keys";
import styles from "./SearchBox.module.css";

const MOST_PAGES = 6;

/** One search over everything: pages at once, data on the search page. `/` brings the cursor here from anywhere. */
export function SearchBox() {
  const text = useText();
  const can = useCan();
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const box = useRef<InputRef>(null);

  useEffect(() => onKey("/", () => box.current?.focus()), []);

  const wanted = words.trim().toLowerCase();
  const pages = navigationFor(PAGES, STEPS, text, can)
    .flatMap((step) => step.links.map((link) => ({ value: link.path, label: link.label, in: step.label })))
    .filter((page) => wanted !== "" && `${page.label} ${page.in}`.toLowerCase().includes(wanted))
    .slice(0, MOST_PAGES);

  const open = (path: string) => {
    setWords("");
    box.current?.blur();
    void navigate(path);
  };

  return (
    <div className={styles["box"]} role="search">
      <AutoComplete
        className={styles["field"] ?? ""}
        value={words}
        options={pages.length > 0 ? [{ label: text.nav.searchPages, options: pages }] : []}
        onChange={setWords}
        onSelect={open}
      >
        <Input
          ref={box}
          prefix={<SearchOutlined aria-hidden />}
          suffix={<kbd className={styles["key"]}>{"/"}</kbd>}
          placeholder={text.nav.searchHint}
          aria-label={text.nav.searchLabel}
        />
      </AutoComplete>
    </div>
  );
}
