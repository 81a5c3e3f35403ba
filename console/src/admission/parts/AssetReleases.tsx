import { formatMoment } from "../../format/dates";
import { useQuery } from "@tanstack/react-query";

import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { releaseRows } from "../queries";

const MOST = 200;

/** The releases that one data set was part of. */
export function AssetReleases({ code }: { code: string }) {
  const text = useText();
  const words = text.admission;
  const releases = useQuery(releaseRows({ offset: 0, limit: MOST, sort: "-released_at", filters: {} }));
  return (
    <Ready query={releases} small>
      {({ items }) => {
        const mine = items.filter((release) => code in release.versions);
        if (mine.length === 0) return <Empty title={words.table.noReleases} hint={words.table.noReleasesHint} />;
        return (
          <Stack>
            <Section title={words.releases.title}>
              <PlainTable
                label={words.releases.title}
                rows={mine}
                rowKey={(release) => release.id}
                columns={[
                  { key: "name", title: words.releases.name, show: (release) => release.title },
                  { key: "at", title: words.releases.at, show: (release) => formatMoment(release.released_at) },
                  { key: "by", title: words.releases.by, show: (release) => release.released_by },
                  {
                    key: "version",
                    title: words.releases.version,
                    show: (release) => words.lake.version(release.versions[code] ?? 0),
                  },
                  {
                    key: "count",
                    title: words.releases.count,
                    figures: true,
                    show: (release) => words.releases.counted(Object.keys(release.versions).length),
                  },
                ]}
              />
            </Section>
          </Stack>
        );
      }}
    </Ready>
  );
}
