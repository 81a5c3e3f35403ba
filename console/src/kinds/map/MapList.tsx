import { MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { Grade } from "../chips/Grade";
import { StateChip } from "../chips/StateChip";
import type { MapEdge, MapNode } from "./layout";
import styles from "./Map.module.css";

interface MapListProps {
  nodes: readonly MapNode[];
  edges: readonly MapEdge[] | undefined;
  expanded: ReadonlySet<string>;
  marked: ReadonlySet<string>;
  selected: string | undefined;
  onToggle: (id: string) => void;
}

interface BranchProps extends MapListProps {
  node: MapNode;
  /** The nodes above, so that a flow that turns back on itself ends. */
  path: readonly string[];
}

function childNodes({ nodes, edges }: MapListProps, id: string): MapNode[] {
  if (edges === undefined) return nodes.filter((node) => node.parent === id);
  const targets = new Set(edges.filter((edge) => edge.from === id).map((edge) => edge.to));
  return nodes.filter((node) => targets.has(node.id));
}

function Label({ node }: { node: MapNode }) {
  return node.isCode ? <code>{node.label}</code> : <>{node.label}</>;
}

function Branch({ node, path, ...map }: BranchProps) {
  const words = useText().kinds.map;
  const children = path.includes(node.id) ? [] : childNodes(map, node.id);
  const opens = children.length > 0 || (node.children ?? 0) > 0;
  const open = map.edges !== undefined || map.expanded.has(node.id);
  const className = [
    styles["line"],
    map.marked.has(node.id) ? styles["marked"] : "",
    node.id === map.selected ? styles["selected"] : "",
  ].join(" ");
  return (
    <li>
      <div className={className}>
        {opens && map.edges === undefined ? (
          <button
            type="button"
            className={styles["toggle"]}
            aria-expanded={open}
            aria-label={open ? words.collapse(node.label) : words.expand(node.label)}
            onClick={() => map.onToggle(node.id)}
          >
            {open ? <MinusOutlined aria-hidden /> : <PlusOutlined aria-hidden />}
          </button>
        ) : (
          <span className={styles["toggle"]} />
        )}
        <span className={styles["kind"]}>{node.kind}</span>
        {node.to ? (
          <Link to={node.to}>
            <Label node={node} />
          </Link>
        ) : (
          <span>
            <Label node={node} />
          </span>
        )}
        {node.grade ? <Grade grade={node.grade} /> : null}
        {node.state ? <StateChip state={node.state} /> : null}
      </div>
      {open && children.length > 0 ? (
        <ul className={styles["branch"]}>
          {children.map((child) => (
            <Branch key={child.id} node={child} path={[...path, node.id]} {...map} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** The same map in words, for those who cannot use a drawing, and for phones. */
export function MapList(map: MapListProps) {
  const known = new Set(map.nodes.map((node) => node.id));
  const targets = new Set((map.edges ?? []).map((edge) => edge.to));
  const isRoot = (node: MapNode) =>
    map.edges === undefined ? node.parent === null || !known.has(node.parent) : !targets.has(node.id);
  return (
    <ul className={styles["list"]}>
      {map.nodes.filter(isRoot).map((node) => (
        <Branch key={node.id} node={node} path={[]} {...map} />
      ))}
    </ul>
  );
}
