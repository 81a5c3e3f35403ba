import { formatMoment } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { Grade } from "../../kinds/chips/Grade";
import type { ListProps } from "../../kinds/list/types";
import { useOrganisationFilter } from "../../mechanism/parts/useOrganisationFilter";
import { useOrganisationName } from "../../session/organisations";
import type { AssetItem, Layer as LayerName } from "../queries";
import { Layer } from "./Layer";
import { assetPath } from "./paths";

/** What the lists of data sets share. `tab` is the part of the data set's page that a row leads to. */
export function useAssetList(layers: readonly LayerName[], tab?: string): Omit<ListProps<AssetItem>, "rows"> {
  const text = useText();
  const words = text.admission.lake;
  const layerWords = text.admission.layers;
  const organisationName = useOrganisationName();
  const byOrganisation = useOrganisationFilter(words.organisation);
  return {
    id: "admission.assets",
    label: words.title,
    rowKey: (asset) => asset.code,
    rowName: (asset) => asset.title,
    rowLink: (asset) => assetPath(asset.code, tab),
    nameColumn: { title: words.name, sort: "title" },
    defaultSort: "code",
    filters: [
      {
        key: "layer",
        kind: "choice",
        label: words.layer,
        options: layers.map((value) => ({ value, label: layerWords[value] })),
      },
      byOrganisation,
    ],
    columns: [
      { key: "code", title: words.code, sort: "code", show: (asset) => <code>{asset.code}</code> },
      { key: "layer", title: words.layer, sort: "layer", show: (asset) => <Layer layer={asset.layer} /> },
      { key: "organisation", title: words.organisation, show: (asset) => organisationName(asset.organisation_id) },
      { key: "grade", title: words.grade, show: (asset) => <Grade grade={asset.grade} /> },
      {
        key: "admitted",
        title: words.admitted,
        show: (asset) => (
          <Chip tone={asset.is_admitted ? "good" : "warning"}>{asset.is_admitted ? words.isAdmitted : words.notAdmitted}</Chip>
        ),
      },
      {
        key: "rows",
        title: words.rows,
        sort: "rows",
        figures: true,
        show: (asset) => (asset.rows === null ? text.common.none : formatNumber(asset.rows)),
      },
      {
        key: "released",
        title: words.released,
        show: (asset) => (asset.released_version === null ? words.notReleased : words.version(asset.released_version)),
      },
      {
        key: "updated",
        title: words.updatedAt,
        sort: "updated_at",
        show: (asset) => (asset.updated_at === null ? text.common.none : formatMoment(asset.updated_at)),
      },
    ],
    empty: { title: words.empty, hint: words.emptyHint },
  };
}
