import type { Dictionary } from "../../i18n";
import { useText } from "../../i18n";
import styles from "./chips.module.css";

type GradeName = keyof Dictionary["format"]["grade"]["words"];
/** What is not one of these wants attention: G4, important data and core data. */
const ORDINARY: readonly string[] = ["G1", "G2", "G3"];

function isGrade(grade: string, text: Dictionary): grade is GradeName {
  return grade in text.format.grade.words;
}

/** 安全级别: G1–G4, 重要, 核心, as the platform writes them. */
export function Grade({ grade }: { grade: string | null }) {
  const text = useText();
  if (grade === null) return <span className={styles["place"]}>{text.format.grade.unset}</span>;
  const word = isGrade(grade, text) ? text.format.grade.words[grade] : grade;
  const high = `${styles["grade"] ?? ""} ${styles["gradeHigh"] ?? ""}`;
  return <span className={ORDINARY.includes(grade) ? styles["grade"] : high}>{word}</span>;
}
