import { useQuery } from "@tanstack/react-query";

import { usePreferences } from "../../app/preferences";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { type Merger, previewMerger } from "../queries";
import styles from "./mechanism.module.css";

/** What a merger would move and what has to be settled first, asked anew whenever the choice changes. */
export const mergerQuery = (merger: Merger) => ({
  queryKey: ["mechanism", "merger", merger.predecessors, merger.successor],
  queryFn: () => previewMerger(merger),
  staleTime: 0,
});

export function MergerPreview({ merger }: { merger: Merger | null }) {
  const words = useText().mechanism.merge;
  if (merger === null) return <Section title={words.preview}>{<p className={styles["note"]}>{words.chooseFirst}</p>}</Section>;
  return <Shown merger={merger} />;
}

function Shown({ merger }: { merger: Merger }) {
  const words = useText().mechanism.merge;
  const { language } = usePreferences().loaded;
  const said = (one: { zh: string; en: string }) => (language === "en" ? one.en : one.zh);
  const preview = useQuery(mergerQuery(merger));
  return (
    <Ready query={preview} small>
      {({ moves, obstacles }) => (
        <Stack>
          {obstacles.length === 0 ? null : (
            <Section title={words.obstacles}>
              <PlainTable
                label={words.obstacles}
                rows={obstacles}
                rowKey={(one) => `${one.code} ${one.zh}`}
                columns={[
                  { key: "name", title: words.what, show: (one) => one.name },
                  { key: "why", title: words.why, show: said },
                ]}
              />
            </Section>
          )}
          <Section title={words.preview}>
            {moves.length === 0 ? (
              <p className={styles["note"]}>{words.nothingMoves}</p>
            ) : (
              <PlainTable
                label={words.preview}
                rows={moves}
                rowKey={(one) => one.kind}
                columns={[
                  { key: "what", title: words.what, show: said },
                  { key: "count", title: words.count, figures: true, show: (one) => formatNumber(one.count) },
                ]}
              />
            )}
          </Section>
        </Stack>
      )}
    </Ready>
  );
}
