import { useAssetList } from "../../admission/parts/useAssetList";
import { type AssetItem, assetRowsIn } from "../../admission/queries";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";

const LAYERS = ["sdi"] as const;
const rows = assetRowsIn(LAYERS);

/** The data sets that are read from sources; each leads to its runs. */
export default function IngestionPage() {
  const words = useText().ingestion;
  const list = useAssetList(LAYERS, "ingestion");
  return (
    <ListPage<AssetItem>
      {...list}
      id="ingestion.assets"
      filters={list.filters?.filter((filter) => filter.key !== "layer") ?? []}
      head={{ title: words.title, intro: words.intro }}
      rows={rows}
      empty={{ title: words.emptyAssets, hint: words.emptyAssetsHint }}
    />
  );
}
