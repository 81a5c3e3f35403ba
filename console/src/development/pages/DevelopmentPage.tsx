import { useAssetList } from "../../admission/parts/useAssetList";
import { type AssetItem, assetRowsIn } from "../../admission/queries";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";

const LAYERS = ["dwi", "dwr", "dm"] as const;
const rows = assetRowsIn(LAYERS);

/** The data sets that are made from others; each leads to its runs. */
export default function DevelopmentPage() {
  const words = useText().development;
  const list = useAssetList(LAYERS, "development");
  return (
    <ListPage<AssetItem>
      {...list}
      id="development.assets"
      head={{ title: words.title, intro: words.intro }}
      rows={rows}
      empty={{ title: words.emptyAssets, hint: words.emptyAssetsHint }}
    />
  );
}
