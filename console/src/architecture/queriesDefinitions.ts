import { api, ask } from "../api/client";
import type { components } from "../api/schema";

export type DefinitionsReport = components["schemas"]["DdlReportOut"];
export type DefinitionsFinding = DefinitionsReport["findings"][number];
export type DefinitionsIn = components["schemas"]["DefinitionsIn"];

const NAME = "findings.csv";

/** Holds a script against the standards in force. */
export function checkDefinitions(body: DefinitionsIn): Promise<DefinitionsReport> {
  return ask(api.POST("/api/v1/architecture/definition-checks", { body }));
}

/** The same as a table for spreadsheet programs, saved by the browser. */
export async function saveFindings(body: DefinitionsIn, language: "zh" | "en"): Promise<void> {
  const content = await ask(
    api.POST("/api/v1/architecture/definition-checks/table", { body: { ...body, language }, parseAs: "blob" }),
  );
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = NAME;
  link.click();
  URL.revokeObjectURL(address);
}

/** A script's text: UTF-8, else what Chinese Windows writes. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
