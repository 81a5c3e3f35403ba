import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useAssetList } from "../parts/useAssetList";
import { type AssetItem, assetRows } from "../queries";

/** The data sets of the lake. */
export default function LakePage() {
  const words = useText().admission.lake;
  const list = useAssetList(["sdi", "dwi", "dwr", "dm"]);
  return <ListPage<AssetItem> {...list} head={{ title: words.title, intro: words.intro }} rows={assetRows} />;
}
