import { Tooltip } from "antd";

import { useText } from "../../i18n";
import type { Layer as LayerName } from "../queries";

/** A layer of the lake; what it holds is one hover away. */
export function Layer({ layer }: { layer: LayerName }) {
  const { layers, layerHints } = useText().admission;
  return (
    <Tooltip title={layerHints[layer]}>
      <span>{layers[layer]}</span>
    </Tooltip>
  );
}
