import type { DraftColumn, DraftContent, Sheet, SheetColumn } from "../queries";

export interface ElementMatch {
  code: string;
  name: string;
  score: number;
}

/** What the platform proposed for a column, as far as the page shows it. */
export interface Proposed {
  title: string;
  field: string;
  is_key: boolean;
  is_personal: boolean;
  element: ElementMatch | null;
  alternatives: ElementMatch[];
  grade: { grade: NonNullable<DraftColumn["grade"]>; zh: string; en: string; neighbours: { name: string; grade: string }[] } | null;
}

export interface Duplicate {
  entity_code: string;
  entity_name: string;
  organisation_name: string;
  likeness: number;
  is_certified: boolean;
}

export const BLANK: DraftColumn = { name: "", field: "", definition: "", is_key: false, is_personal: false, is_picked: false };

export function proposedOf(column: SheetColumn): Proposed | null {
  return column.proposal as Proposed | null;
}

/** What stands for a column before anybody typed: the attribute it has, else what is proposed. */
function columnStart(column: SheetColumn): DraftColumn {
  const proposed = proposedOf(column);
  return {
    name: column.attribute_code === null ? (proposed?.title ?? "") : column.attribute_name,
    field: proposed?.field ?? column.column.name.toLowerCase(),
    definition: "",
    data_element: proposed?.element && proposed.element.score >= 0.8 ? proposed.element.code : null,
    grade: column.grade ?? proposed?.grade?.grade ?? null,
    is_key: column.column.is_key,
    is_personal: proposed?.is_personal ?? false,
    attribute_code: column.attribute_code,
    is_picked: false,
  };
}

/** The state the page starts from: what one typed before, over what is proposed. */
export function startOf(sheet: Sheet): DraftContent {
  const proposal = sheet.proposal as { title?: string; entity_table?: string } | null;
  const object = sheet.business_object as { title?: string; subject_area?: string | null } | null;
  const draft = sheet.draft as Partial<Omit<DraftContent, "columns">> & { columns?: Record<string, Partial<DraftColumn>> };
  const columns = Object.fromEntries(
    sheet.columns.map((each) => [each.column.name, { ...columnStart(each), ...draft.columns?.[each.column.name] }]),
  );
  return {
    definition: "",
    entity_code: sheet.table.entity_code,
    entity_name: proposal?.title ?? sheet.table.comment,
    entity_table: proposal?.entity_table ?? "",
    object_name: object?.title ?? "",
    subject_area: object?.subject_area ?? null,
    ...draft,
    columns,
  };
}
