import type { PageEntry } from "../../app/pages";

const READ = "access.evidence.read";

export const EVIDENCE_PAGES: readonly PageEntry[] = [
  {
    path: "/evidence",
    load: () => import("./EntriesPage"),
    permission: READ,
    nav: { step: "security", label: (text) => text.evidence.pages.entries },
  },
  {
    path: "/evidence/verification",
    load: () => import("./VerificationPage"),
    permission: READ,
    nav: { step: "security", label: (text) => text.evidence.pages.verification },
  },
  { path: "/evidence/proofs/:index", load: () => import("./ProofPage"), permission: READ },
];
