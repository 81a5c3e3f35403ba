import { Input, Segmented } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";

import { usePhone } from "../../app/media";
import { useText } from "../../i18n";
import { PageHead, type PageHeadProps } from "../page/PageHead";
import { Empty } from "../states/Empty";
import { Waiting } from "../states/Waiting";
import { findNodes, flowLayout, type MapEdge, type MapNode, treeLayout } from "./layout";
import styles from "./Map.module.css";
import { MapList } from "./MapList";

const Drawing = lazy(() => import("./Drawing"));

export interface MapPanelProps {
  label: string;
  nodes: readonly MapNode[];
  /** Given for a flow (lineage); left out for a tree, where the parents are the edges. */
  edges?: readonly MapEdge[];
  /** Called when a node is opened whose children are not among the nodes yet. */
  onExpand?: (id: string) => void;
  /** Called with what is searched for, where there is more than the nodes given so far. */
  onSearch?: (text: string) => void;
  /** The node the page is about. */
  selected?: string;
}

type View = "drawing" | "list";

function useExpansion(props: MapPanelProps) {
  const { nodes, onExpand, selected } = props;
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [lastOpened, setLastOpened] = useState<string | null>(null);
  const roots = useMemo(() => nodes.filter((node) => node.parent === null).map((node) => node.id), [nodes]);
  const known = useMemo(() => new Set(nodes.map((node) => node.parent)), [nodes]);
  const open = useMemo(() => {
    const above = selected === undefined ? [] : pathTo(nodes, selected);
    const set = new Set([...roots, ...above]);
    for (const [id, on] of chosen) {
      if (on) set.add(id);
      else set.delete(id);
    }
    return set;
  }, [roots, chosen, nodes, selected]);
  const toggle = (id: string) => {
    const on = !open.has(id);
    setChosen(new Map(chosen).set(id, on));
    setLastOpened(on ? id : null);
    if (on && !known.has(id)) onExpand?.(id);
  };
  return { open, toggle, lastOpened };
}

function pathTo(nodes: readonly MapNode[], id: string): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path: string[] = [];
  let at = byId.get(id);
  while (at !== undefined && !path.includes(at.id)) {
    path.push(at.id);
    at = at.parent === null ? undefined : byId.get(at.parent);
  }
  return path;
}

/** A map with its search, as a drawing or as the same in a text list. */
export function MapPanel(props: MapPanelProps) {
  const { label, nodes, edges, selected } = props;
  const words = useText().kinds.map;
  const phone = usePhone();
  const [chosenView, setView] = useState<View | null>(null);
  const [search, setSearch] = useState("");
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const { open, toggle, lastOpened } = useExpansion(props);
  const { found, above } = useMemo(() => findNodes(nodes, search), [nodes, search]);
  const expanded = useMemo(() => new Set([...open, ...above]), [open, above]);
  const layout = useMemo(
    () => (edges === undefined ? treeLayout(nodes, expanded, unfolded) : flowLayout(nodes, edges)),
    [nodes, edges, expanded, unfolded],
  );
  const view = chosenView ?? (phone ? "list" : "drawing");
  const marked = new Set(found.map((node) => node.id));

  if (nodes.length === 0) return <Empty title={words.empty} hint={words.emptyHint} />;
  return (
    <section className={styles["panel"]} aria-label={label}>
      <div className={styles["bar"]}>
        <Input.Search
          className={styles["search"] ?? ""}
          aria-label={words.search}
          placeholder={words.search}
          allowClear
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            props.onSearch?.(event.target.value);
          }}
        />
        <span role="status">{search === "" ? "" : words.found(found.length)}</span>
        <Segmented<View>
          className={styles["views"] ?? ""}
          aria-label={words.view}
          value={view}
          options={[
            { value: "drawing", label: words.drawing },
            { value: "list", label: words.list },
          ]}
          onChange={setView}
        />
      </div>
      <div className={styles["body"]}>
        {view === "list" ? (
          <MapList nodes={nodes} edges={edges} expanded={expanded} marked={marked} selected={selected} onToggle={toggle} />
        ) : (
          <Suspense fallback={<Waiting />}>
            <Drawing
              layout={layout}
              expanded={expanded}
              marked={marked}
              selected={selected}
              focus={lastOpened}
              foldable={edges === undefined}
              onToggle={toggle}
              onUnfold={(id) => setUnfolded(new Set([...unfolded, id]))}
            />
          </Suspense>
        )}
      </div>
    </section>
  );
}

/** Page kind 7: a map of its own. */
export function MapKind({ head, ...map }: MapPanelProps & { head: PageHeadProps }) {
  return (
    <div className={styles["page"]}>
      <PageHead {...head} />
      <MapPanel {...map} />
    </div>
  );
}
