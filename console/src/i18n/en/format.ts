import type { Dictionary } from "../dictionary";

export const format: Dictionary["format"] = {
  grade: {
    label: "Security grade",
    words: { G1: "G1 general", G2: "G2 low", G3: "G3 raised", G4: "G4 high", 重要: "Important data", 核心: "Core data" },
    unset: "Not graded",
  },
  score: { label: "Quality score", value: (score) => `${score} / 100`, unset: "Not scored" },
  owner: { label: "Owner", none: "No owner", contact: "Contact", phone: "Telephone", email: "E-mail" },
  system: "The platform itself",
  code: "Code",
};
