import { useQuery } from "@tanstack/react-query";

import { usePreferences } from "../../app/preferences";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { type ReformPlan, type ReformPreview as Preview, reformPreviewQuery } from "../queriesReforms";
import styles from "./mechanism.module.css";

interface ReformPreviewProps {
  /** Null until enough is chosen to ask. */
  plan: ReformPlan | null;
  /** What is said before that. */
  chooseFirst: string;
}

/** What a reform would move to whom, and what has to be settled first. */
export function ReformPreview({ plan, chooseFirst }: ReformPreviewProps) {
  const words = useText().mechanism.merge;
  if (plan === null) return <Section title={words.preview}>{<p className={styles["note"]}>{chooseFirst}</p>}</Section>;
  return <Shown plan={plan} />;
}

type Obstacles = Preview["obstacles"];

/** What stands in the way: each in the words of whoever has to settle it. */
export function ObstacleTable({ obstacles }: { obstacles: Obstacles }) {
  const words = useText().mechanism.merge;
  const { language } = usePreferences().loaded;
  return (
    <PlainTable
      label={words.obstacles}
      rows={obstacles}
      rowKey={(one) => `${one.code} ${one.zh}`}
      columns={[
        { key: "name", title: words.what, show: (one) => one.name },
        { key: "why", title: words.why, show: (one) => (language === "en" ? one.en : one.zh) },
      ]}
    />
  );
}

function Taken({ taken }: { taken: Preview["taken"][number] }) {
  const text = useText().mechanism;
  const { language } = usePreferences().loaded;
  const title = text.reform.takes(taken.taker_name);
  return (
    <Section title={title}>
      {taken.moves.length === 0 ? (
        <p className={styles["note"]}>{text.merge.nothingMoves}</p>
      ) : (
        <PlainTable
          label={title}
          rows={taken.moves}
          rowKey={(one) => one.kind}
          columns={[
            { key: "what", title: text.merge.what, show: (one) => (language === "en" ? one.en : one.zh) },
            { key: "count", title: text.merge.count, figures: true, show: (one) => formatNumber(one.count) },
          ]}
        />
      )}
    </Section>
  );
}

function Shown({ plan }: { plan: ReformPlan }) {
  const words = useText().mechanism;
  const preview = useQuery(reformPreviewQuery(plan));
  return (
    <Ready query={preview} small>
      {({ taken, obstacles }) => (
        <Stack>
          {obstacles.length === 0 ? null : (
            <Section title={words.merge.obstacles}>
              <ObstacleTable obstacles={obstacles} />
            </Section>
          )}
          {taken.map((one) => (
            <Taken key={one.taker} taken={one} />
          ))}
          {taken.length === 0 && obstacles.length === 0 ? (
            <Section title={words.alter.first}>
              <p className={styles["note"]}>{words.alter.nothing}</p>
            </Section>
          ) : null}
        </Stack>
      )}
    </Ready>
  );
}
