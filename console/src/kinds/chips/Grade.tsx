import type { Dictionary } from "../../i18n";
import { useText } from "../../i18n";
import styles from "./chips.module.css";

type GradeName = keyof Dictionary["format"]["grade"]["words"];
const HIGH: readonly string[] = ["G4", "important", "core"];

function isGrade(grade: string, text: Dictionary): grade is GradeName {
  return grade in text.format.grade.words;
}

/** 安全级别: G1–G4, 重要, 核心. */
export function Grade({ grade }: { grade: string | null }) {
  const text = useText();
  if (grade === null) return <span className={styles["place"]}>{text.format.grade.unset}</span>;
  const word = isGrade(grade, text) ? text.format.grade.words[grade] : grade;
  return <span className={HIGH.includes(grade) ? `${styles["grade"] ?? ""} ${styles["gradeHigh"] ?? ""}` : styles["grade"]}>{word}</span>;
}
