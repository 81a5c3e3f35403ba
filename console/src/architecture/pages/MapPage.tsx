import { useQueries, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";

import { useText } from "../../i18n";
import type { MapNode } from "../../kinds/map/layout";
import { MapKind } from "../../kinds/map/MapKind";
import { Ready } from "../../kinds/states/Ready";
import { ofEntity } from "../parts/objectNodes";
import { nodePath } from "../parts/paths";
import { useLevelKind } from "../parts/words";
import { childrenQuery, entityQuery, type LedgerNode, searchQuery } from "../queries";

const ROOT = "ledger";
const SEARCHED = ["domain", "subject_area", "business_object", "entity", "attribute"];
/** So many hits are shown at their places in the map; more would open half of the city. */
const MARKED = 12;

const levelOf = (code: string) => code.split(".").length;

/** The codes above one: what has to be open for it to be seen. */
function above(code: string): string[] {
  const parts = code.split(".");
  return parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join("."));
}

/** Where in the map the hits of a search are; nothing is read until something is typed. */
function usePlaces(text: string): string[] {
  const q = useDeferredValue(text.trim());
  const { data } = useQuery({
    ...searchQuery({ q, kind: SEARCHED, offset: 0, limit: MARKED }),
    enabled: q !== "",
  });
  return useMemo(() => (q === "" ? [] : (data?.items ?? []).flatMap((hit) => above(hit.code))), [q, data]);
}

/** What has been opened, fetched part by part: the nodes below a node, the columns of an entity. */
function useParts(codes: readonly string[]) {
  const tree = codes.filter((code) => levelOf(code) < 4);
  const entities = codes.filter((code) => levelOf(code) === 4);
  const below = useQueries({ queries: tree.map((code) => childrenQuery(code)) });
  const columns = useQueries({ queries: entities.map((code) => entityQuery(code)) });
  return {
    nodes: below.flatMap((answer) => answer.data?.items ?? []),
    entities: columns.flatMap((answer) => (answer.data === undefined ? [] : [answer.data])),
  };
}

function TheMap({ domains }: { domains: readonly LedgerNode[] }) {
  const text = useText();
  const words = text.architecture.wholeMap;
  const levelKind = useLevelKind();
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState("");
  const places = usePlaces(typed);
  const parts = useParts([...new Set([...opened, ...places])]);
  const ofNode = (node: LedgerNode): MapNode => ({
    id: node.code,
    parent: node.parent_code ?? ROOT,
    label: node.name,
    kind: levelKind(node.level),
    state: node.state === "published" ? null : node.state,
    to: nodePath(node.level, node.code),
    children: node.child_count,
  });
  const columnWords = {
    levelKind,
    lakeColumn: text.architecture.entity.column,
    physicalColumn: text.architecture.entity.physicalColumn,
  };
  const root: MapNode = { id: ROOT, parent: null, label: words.root, kind: words.title, children: domains.length };
  const columns = parts.entities.flatMap((entity) => ofEntity(entity, columnWords).filter((node) => node.id !== entity.code));
  const nodes = [root, ...[...domains, ...parts.nodes].map(ofNode), ...columns];
  return (
    <MapKind
      head={{ title: words.title, intro: words.intro }}
      label={words.title}
      nodes={nodes}
      onExpand={(code) => setOpened([...opened, code])}
      onSearch={setTyped}
    />
  );
}

/** One map from the domains down to the columns; read part by part as it is opened. */
export default function MapPage() {
  const domains = useQuery(childrenQuery(null));
  return <Ready query={domains}>{({ items }) => <TheMap domains={items} />}</Ready>;
}
