import { CalendarOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useRef, useState } from "react";

import { readDay } from "../../format/days";
import { useText } from "../../i18n";
import styles from "./DayField.module.css";

const EXAMPLE = "2026-11-22";
const LONGEST = 12;

interface DayFieldProps {
  /** Given by the form. */
  id?: string;
  value?: string | undefined;
  onChange?: (day: string) => void;
  className?: string;
  "aria-label"?: string;
  placeholder?: string;
}

/**
 * A day, always written 2026-11-22 whatever the browser's own habit. It is typed, or chosen from the browser's calendar;
 * what cannot be read gives way to the day there was before.
 */
export function DayField({ id, value = "", onChange, className = "", placeholder = EXAMPLE, ...named }: DayFieldProps) {
  const words = useText().kinds.form;
  const calendar = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);

  const type = (next: string) => {
    const day = readDay(next);
    setTyped(next);
    if (next.trim() === "" || (day !== null && day === next.trim())) onChange?.(day ?? "");
  };
  const leave = () => {
    const day = typed === null ? null : readDay(typed);
    if (day !== null && day !== value) onChange?.(day);
    setTyped(null);
  };

  return (
    <span className={`${styles["day"] ?? ""} ${className}`}>
      <Input
        {...named}
        {...(id === undefined ? {} : { id })}
        value={typed ?? value}
        placeholder={placeholder}
        inputMode="numeric"
        autoComplete="off"
        maxLength={LONGEST}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
        suffix={
          <Button
            type="text"
            size="small"
            className={styles["open"] ?? ""}
            icon={<CalendarOutlined aria-hidden />}
            aria-label={words.calendar}
            onClick={() => calendar.current?.showPicker()}
          />
        }
      />
      <input
        ref={calendar}
        className={styles["calendar"]}
        type="date"
        tabIndex={-1}
        aria-hidden
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
      />
    </span>
  );
}
