import type { ReactNode } from "react";

import { Stack } from "../page/Column";
import { PageHead } from "../page/PageHead";
import { Section } from "../page/Section";
import styles from "./Home.module.css";

interface Part {
  title: string;
  aside?: ReactNode;
  content: ReactNode;
}

export interface HomeKindProps {
  title: string;
  intro?: ReactNode;
  /** What waits for me, with the time left. */
  waiting: Part;
  /** What I started, and who holds it. */
  started?: Part;
  /** What went wrong. */
  wrong?: Part;
  /** Figures come last. */
  numbers?: Part;
}

function Show({ part }: { part: Part | undefined }) {
  if (part === undefined) return null;
  return (
    <Section title={part.title} aside={part.aside}>
      {part.content}
    </Section>
  );
}

/** Page kind 1: what waits for me, what I started, what went wrong, then numbers. */
export function HomeKind({ title, intro, waiting, started, wrong, numbers }: HomeKindProps) {
  const aside = wrong ?? numbers;
  return (
    <>
      <PageHead title={title} intro={intro} />
      <Stack columns={aside === undefined ? 1 : 2}>
        <div className={styles["parts"]}>
          <Show part={waiting} />
          <Show part={started} />
        </div>
        {aside === undefined ? null : (
          <div className={styles["parts"]}>
            <Show part={wrong} />
            <Show part={numbers} />
          </div>
        )}
      </Stack>
    </>
  );
}
