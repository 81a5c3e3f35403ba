import { actorWords } from "../../format/actors";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import type { ListProps } from "../../kinds/list/types";
import { PlainTable } from "../../kinds/table/PlainTable";
import type { Release } from "../queries";
import { AssetName } from "./AssetName";
import { assetPath } from "./paths";

/** The data sets of one release, with their versions. */
function ReleasePeek({ release }: { release: Release }) {
  const text = useText();
  const words = text.admission.releases;
  return (
    <PlainTable
      label={words.count}
      rows={Object.entries(release.versions)}
      rowKey={([code]) => code}
      columns={[
        { key: "asset", title: words.count, show: ([code]) => <AssetName code={code} to={assetPath(code)} /> },
        { key: "version", title: words.version, show: ([, version]) => text.admission.lake.version(version) },
      ]}
    />
  );
}

/** How a release is shown in a list. */
export function useReleaseList(): Omit<ListProps<Release>, "rows"> {
  const text = useText();
  const words = text.admission.releases;
  return {
    id: "admission.releases",
    label: words.title,
    rowKey: (release) => release.id,
    rowName: (release) => release.title,
    nameColumn: { title: words.name },
    defaultSort: "-released_at",
    searchable: false,
    columns: [
      { key: "at", title: words.at, sort: "released_at", show: (release) => formatMoment(release.released_at) },
      { key: "by", title: words.by, show: (release) => actorWords(release.released_by, text) },
      {
        key: "count",
        title: words.count,
        figures: true,
        show: (release) => words.counted(Object.keys(release.versions).length),
      },
    ],
    peek: (release) => <ReleasePeek release={release} />,
    empty: { title: words.empty, hint: words.emptyHint },
  };
}
