import "@xyflow/react/dist/style.css";

import { MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Controls, type Edge, Handle, type Node, type NodeProps, Position, ReactFlow, type ReactFlowInstance } from "@xyflow/react";
import { createContext, use, useEffect, useMemo, useState } from "react";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { StateChip } from "../chips/StateChip";
import type { MapLayout, MapNode } from "./layout";
import styles from "./Map.module.css";

interface DrawingProps {
  layout: MapLayout;
  expanded: ReadonlySet<string>;
  marked: ReadonlySet<string>;
  selected: string | undefined;
  /** The node that was opened last: it and what it opened are brought into view. */
  focus: string | null;
  /** Whether nodes open and close; the nodes of a flow are all there. */
  foldable: boolean;
  onToggle: (id: string) => void;
  onUnfold: (parent: string) => void;
}

type CardNode = Node<{ node: MapNode }, "card">;
type RestNode = Node<{ parent: string; count: number }, "rest">;

const DrawingContext = createContext<DrawingProps | null>(null);

function useDrawing(): DrawingProps {
  const drawing = use(DrawingContext);
  if (drawing === null) throw new Error("A map node is drawn outside its map");
  return drawing;
}

function Card({ data: { node } }: NodeProps<CardNode>) {
  const words = useText().kinds.map;
  const { expanded, marked, selected, foldable, onToggle } = useDrawing();
  const open = expanded.has(node.id);
  const className = [
    styles["card"],
    marked.has(node.id) ? styles["marked"] : "",
    node.id === selected ? styles["selected"] : "",
  ].join(" ");
  return (
    <div className={className}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className={styles["cardWords"]}>
        <span className={styles["kind"]}>{node.kind}</span>
        {node.to ? (
          <Link to={node.to} className={styles["label"]} title={node.label}>
            {node.label}
          </Link>
        ) : (
          <span className={styles["label"]} title={node.label}>
            {node.label}
          </span>
        )}
      </div>
      {node.state ? <StateChip state={node.state} /> : null}
      {foldable && (node.children ?? 0) > 0 ? (
        <button
          type="button"
          className={styles["toggle"]}
          aria-expanded={open}
          aria-label={open ? words.collapse(node.label) : words.expand(node.label)}
          onClick={() => onToggle(node.id)}
        >
          {open ? <MinusOutlined aria-hidden /> : <PlusOutlined aria-hidden />}
        </button>
      ) : null}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

function Rest({ data: { parent, count } }: NodeProps<RestNode>) {
  const words = useText().kinds.map;
  const { onUnfold } = useDrawing();
  return (
    <button type="button" className={styles["rest"]} onClick={() => onUnfold(parent)}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      {words.more(count)}
    </button>
  );
}

/** Text stays readable: a map that does not fit is cut off at the edges and moved by hand. */
const VIEW = { maxZoom: 1, minZoom: 0.6, padding: 0.08 };

const NODE_TYPES = { card: Card, rest: Rest };

export default function Drawing(props: DrawingProps) {
  const { layout, focus } = props;
  const words = useText().kinds.map;
  const nodes = useMemo<(CardNode | RestNode)[]>(
    () => [
      ...layout.nodes.map(
        ({ node, x, y }): CardNode => ({ id: node.id, type: "card", position: { x, y }, data: { node } }),
      ),
      ...layout.more.map(
        ({ id, parent, count, x, y }): RestNode => ({ id, type: "rest", position: { x, y }, data: { parent, count } }),
      ),
    ],
    [layout],
  );
  const edges = useMemo<Edge[]>(
    () => layout.edges.map(({ from, to }) => ({ id: `${from}>${to}`, source: from, target: to, focusable: false })),
    [layout],
  );
  const [flow, setFlow] = useState<ReactFlowInstance<CardNode | RestNode> | null>(null);

  useEffect(() => {
    const below = layout.edges.filter((edge) => edge.from === focus).map((edge) => edge.to);
    const wanted = focus === null ? [] : [focus, ...below].map((id) => ({ id }));
    // An empty list would be no view at all; nothing in particular means everything.
    void flow?.fitView({ ...VIEW, ...(wanted.length === 0 ? {} : { nodes: wanted }) });
  }, [flow, layout, focus]);

  return (
    <DrawingContext value={props}>
      <div className={styles["drawing"]}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          onlyRenderVisibleElements
          onInit={setFlow}
          minZoom={0.05}
          proOptions={{ hideAttribution: true }}
          ariaLabelConfig={{
            "controls.ariaLabel": words.view,
            "controls.zoomIn.ariaLabel": words.zoomIn,
            "controls.zoomOut.ariaLabel": words.zoomOut,
            "controls.fitView.ariaLabel": words.fit,
          }}
        >
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
    </DrawingContext>
  );
}
