import type { Dictionary } from "../dictionary";

export const common: Dictionary["common"] = {
  product: "Shudao",
  tagline: "Government data platform",
  save: "Save",
  cancel: "Cancel",
  confirm: "Confirm",
  close: "Close",
  back: "Back",
  edit: "Edit",
  open: "Open",
  more: "More",
  copy: "Copy",
  copied: "Copied",
  retry: "Try again",
  none: "—",
  yes: "Yes",
  no: "No",
  all: "All",
  unit: (value, unit) => `${value} ${unit}`,
  listJoin: ", ",
  colon: ": ",
};
