import { SearchOutlined } from "@ant-design/icons";
import { AutoComplete, Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";

import { useSuggestions } from "../../architecture/parts/useSuggestions";
import { useText } from "../../i18n";
import { useCan } from "../../session/session";
import { navigationFor } from "../navigation";
import { PAGES, STEPS } from "../pages";
import { onKey } from "./keys";
import styles from "./SearchBox.module.css";

const MOST_PAGES = 6;
const LIST_HEIGHT = 440;

/** One search over everything: pages and the best of the data at once, all of it on the search page. `/` comes here. */
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

  const data = useSuggestions(words);
  const everything = `/search?q=${encodeURIComponent(words.trim())}`;
  const groups = [
    ...(data.length > 0 ? [{ label: text.architecture.search.data, options: data }] : []),
    ...(pages.length > 0 ? [{ label: text.nav.searchPages, options: pages }] : []),
    ...(wanted === "" ? [] : [{ label: null, options: [{ value: everything, label: text.nav.searchAll(words.trim()) }] }]),
  ];

  const open = (path: string) => {
    setWords("");
    box.current?.blur();
    void navigate(path);
  };

  // Enter on a suggestion opens it; Enter on the words alone searches everything.
  const submit = (event: KeyboardEvent<HTMLInputElement>) => {
    if (wanted !== "" && !event.currentTarget.getAttribute("aria-activedescendant")?.match(/_\d+$/)) open(everything);
  };

  return (
    <div className={styles["box"]} role="search">
      <AutoComplete
        className={styles["field"] ?? ""}
        value={words}
        options={groups}
        defaultActiveFirstOption={false}
        listHeight={LIST_HEIGHT}
        onChange={setWords}
        onSelect={open}
      >
        <Input
          ref={box}
          prefix={<SearchOutlined aria-hidden />}
          suffix={<kbd className={styles["key"]}>{"/"}</kbd>}
          placeholder={text.nav.searchHint}
          aria-label={text.nav.searchLabel}
          onPressEnter={submit}
        />
      </AutoComplete>
    </div>
  );
}
