import { useQuery } from "@tanstack/react-query";

import { useText } from "../../i18n";
import { MapPanel } from "../../kinds/map/MapKind";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { lineageQuery } from "../queries";
import { entityPath } from "./paths";

/** What an end of lineage is, from how it is written: `lake/<asset>`, `source/<code>/<table>`, `service/<code>`, `delivery/<id>`. */
function endOf(ref: string): { kind: string; to: string | null } {
  const [kind = "", code = ""] = ref.split("/");
  const name = code.split("#")[0] ?? "";
  if (kind === "lake") return { kind, to: `/lake/${encodeURIComponent(name)}` };
  if (kind === "entity") return { kind, to: entityPath(name) };
  if (kind === "service") return { kind, to: `/services/${encodeURIComponent(name)}` };
  return { kind, to: kind === "source" ? `/sources/${encodeURIComponent(name)}` : null };
}

/** Where data come from and where they go, around one thing. */
export function Lineage({ reference }: { reference: string }) {
  const words = useText().architecture;
  const kinds: Record<string, string> = words.lineageKinds;
  const lineage = useQuery(lineageQuery(reference));
  return (
    <Ready query={lineage} small>
      {({ ends, edges }) =>
        edges.length === 0 ? (
          <Empty title={words.entity.lineageEmpty} hint={words.entity.lineageEmptyHint} />
        ) : (
          <MapPanel
            label={words.entity.lineage}
            nodes={ends.map(({ ref, label }) => {
              const { kind, to } = endOf(ref);
              return { id: ref, parent: null, label, kind: kinds[kind] ?? kind, isCode: kind === "source", to };
            })}
            edges={edges.map(({ origin, target }) => ({ from: origin, to: target }))}
            selected={reference}
          />
        )
      }
    </Ready>
  );
}
