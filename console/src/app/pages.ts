/** The table of pages: one line per page, kept by each module in its `pages/index.ts`. Routes and navigation follow from it. */
import type { ComponentType } from "react";

import { ACCESS_PAGES } from "../access/pages";
import type { Dictionary } from "../i18n";
import { ADMISSION_PAGES } from "../admission/pages";
import { ARCHITECTURE_PAGES } from "../architecture/pages";
import { DEVELOPMENT_PAGES } from "../development/pages";
import { DRAFTING_PAGES } from "../drafting/pages";
import { EVIDENCE_PAGES } from "../evidence/pages";
import { INGESTION_PAGES } from "../ingestion/pages";
import { MECHANISM_PAGES } from "../mechanism/pages";
import { INDICATORS_PAGES } from "../indicators/pages";
import { NORMS_PAGES } from "../norms/pages";
import { POLICY_PAGES } from "../policy/pages";
import { QUALITY_PAGES } from "../quality/pages";
import { SECURITY_PAGES } from "../security/pages";
import { SERVICES_PAGES } from "../services/pages";
import { SHEET_PAGES } from "../sheets/pages";
import { SHARING_PAGES } from "../sharing/pages";
import { SYSTEM_PAGES } from "../system/pages";
import { SYSTEMS_PAGES } from "../systems/pages";
import { WORK_PAGES } from "../work/pages";

export type Step = keyof Dictionary["nav"]["steps"];

export interface PageEntry {
  /** The router's path, with `:parameters`. */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** The permission without which the page is not shown; the platform decides again on every request. */
  permission?: string;
  /** Where it stands in the navigation; pages reached only from other pages leave it out. */
  nav?: { step: Step; label: (text: Dictionary) => string };
}

export const STEPS: readonly Step[] = [
  "workbench",
  "mechanism",
  "policy",
  "architecture",
  "ingestion",
  "admission",
  "development",
  "quality",
  "sharing",
  "services",
  "security",
  "circulation",
  "analytics",
  "supervision",
  "system",
];

/** Within a step the navigation follows this order. */
export const PAGES: readonly PageEntry[] = [
  ...WORK_PAGES,
  ...ACCESS_PAGES,
  ...MECHANISM_PAGES,
  ...POLICY_PAGES,
  ...NORMS_PAGES,
  ...DRAFTING_PAGES,
  ...ARCHITECTURE_PAGES,
  ...SHEET_PAGES,
  ...SYSTEMS_PAGES,
  ...INDICATORS_PAGES,
  ...INGESTION_PAGES,
  ...ADMISSION_PAGES,
  ...DEVELOPMENT_PAGES,
  ...QUALITY_PAGES,
  ...SHARING_PAGES,
  ...SERVICES_PAGES,
  ...SECURITY_PAGES,
  ...EVIDENCE_PAGES,
  ...SYSTEM_PAGES,
];
