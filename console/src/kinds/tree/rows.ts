/** Which rows of a tree are seen, and where a key leads: decisions over plain values. */

export interface TreeRow<Node> {
  node: Node;
  key: string;
  depth: number;
  /** The row above it in the tree, as a place among the rows; -1 for roots. */
  parent: number;
  opens: boolean;
  open: boolean;
  loading: boolean;
}

export interface TreeShape<Node> {
  roots: readonly Node[];
  nodeKey: (node: Node) => string;
  opens: (node: Node) => boolean;
  below: (key: string) => readonly Node[] | undefined;
  open: ReadonlySet<string>;
}

export function visibleRows<Node>({ roots, nodeKey, opens, below, open }: TreeShape<Node>): TreeRow<Node>[] {
  const rows: TreeRow<Node>[] = [];
  const walk = (nodes: readonly Node[], depth: number, parent: number) => {
    for (const node of nodes) {
      const key = nodeKey(node);
      const isOpen = opens(node) && open.has(key);
      const children = isOpen ? below(key) : [];
      rows.push({ node, key, depth, parent, opens: opens(node), open: isOpen, loading: children === undefined });
      walk(children ?? [], depth + 1, rows.length - 1);
    }
  };
  walk(roots, 0, -1);
  return rows;
}

export interface Move {
  to: number;
  toggle?: { key: string; open: boolean };
}

/** Where a key leads from a row; null when the key means nothing here. */
export function moveIn<Node>(rows: readonly TreeRow<Node>[], at: number, key: string): Move | null {
  const row = rows[at];
  if (row === undefined) return null;
  switch (key) {
    case "ArrowDown":
      return { to: Math.min(at + 1, rows.length - 1) };
    case "ArrowUp":
      return { to: Math.max(at - 1, 0) };
    case "Home":
      return { to: 0 };
    case "End":
      return { to: rows.length - 1 };
    case "ArrowRight":
      if (!row.opens) return { to: at };
      return row.open ? { to: Math.min(at + 1, rows.length - 1) } : { to: at, toggle: { key: row.key, open: true } };
    case "ArrowLeft":
      if (row.open) return { to: at, toggle: { key: row.key, open: false } };
      return { to: row.parent < 0 ? at : row.parent };
    default:
      return null;
  }
}
