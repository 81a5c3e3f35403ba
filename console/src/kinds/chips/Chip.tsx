import type { ReactNode } from "react";

import styles from "./chips.module.css";
import type { Tone } from "./tones";

const SHAPES: Record<Tone, ReactNode> = {
  neutral: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  working: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  good: <path d="M1.8 6.4 4.7 9.2 10.2 3" fill="none" stroke="currentColor" strokeWidth="2" />,
  warning: <path d="M6 1.2 11.2 10.6H.8z" fill="currentColor" />,
  bad: <path d="m2.4 2.4 7.2 7.2m0-7.2-7.2 7.2" fill="none" stroke="currentColor" strokeWidth="2" />,
  paused: <path d="M3 2h2.2v8H3zm3.8 0H9v8H6.8z" fill="currentColor" />,
};

/** A word with its colour and its shape, so that neither colour-blind readers nor black-and-white prints lose it. */
export function Chip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`${styles["chip"] ?? ""} ${styles[tone] ?? ""}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {SHAPES[tone]}
      </svg>
      {children}
    </span>
  );
}
