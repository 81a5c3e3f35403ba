import { formatSecond } from "../../format/dates";
import { durationWords } from "../../format/durations";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { type Figure, Figures } from "../../kinds/home/Figures";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import type { LatestRun } from "../queries";
import { RuleResults } from "./RuleResults";
import { dimensionNames, dimensionWord, scoreTone, scoreWords } from "./words";

function Dimensions({ run }: { run: LatestRun }) {
  const text = useText();
  const scored = dimensionNames(text).filter((name) => name in run.dimensions);
  const figures: Figure[] = scored.map((name) => ({
    key: name,
    label: dimensionWord(name, text),
    value: scoreWords(run.dimensions[name] ?? null, text),
    definition: text.quality.dimensionDefinitions[name],
  }));
  if (figures.length === 0) return <Facts facts={[{ label: text.quality.score, value: text.quality.asset.noDimension }]} />;
  return <Figures figures={figures} />;
}

/** The newest check: its score by dimension, and what every rule found. */
export function Overview({ run }: { run: LatestRun }) {
  const text = useText();
  const words = text.quality;
  return (
    <Stack>
      <Section title={words.asset.dimensions}>
        <Dimensions run={run} />
        <Facts
          facts={[
            { label: words.score, value: <Chip tone={scoreTone(run.score)}>{scoreWords(run.score, text)}</Chip> },
            { label: words.rows, value: formatNumber(run.rows) },
            { label: words.failing, value: formatNumber(run.failing_rows) },
            { label: words.asset.version, value: String(run.lake_version) },
            { label: words.checkedAt, value: formatSecond(run.checked_at) },
            { label: words.asset.seconds, value: durationWords(text, run.seconds) },
          ]}
        />
      </Section>
      <Section title={words.asset.rules}>
        <RuleResults results={run.results} />
      </Section>
    </Stack>
  );
}
