import { useQueries } from "@tanstack/react-query";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { type Figure, Figures } from "../../kinds/home/Figures";
import { useCan } from "../../session/session";
import { COUNTS } from "../counts";

/** A few numbers of this person's work, each leading to the rows behind it. */
export function Numbers() {
  const text = useText();
  const words = text.work.home.figures;
  const can = useCan();
  const asked = COUNTS.filter(({ permission }) => can(permission));
  const totals = useQueries({ queries: asked.map(({ query }) => query) });
  const figures = asked.map(({ name, to }, at): Figure => {
    const total = totals[at]?.data;
    return { key: name, to, ...words[name], value: total === undefined ? text.common.none : formatNumber(total) };
  });
  return <Figures figures={figures} />;
}
