/** Where the nodes of a map stand: decisions over plain values, without drawing anything. */

export interface MapNode {
  id: string;
  parent: string | null;
  label: string;
  /** What it is, in a word: 主题域, 业务对象. */
  kind: string;
  /** Whether the label is a code rather than a name: a physical table. */
  isCode?: boolean;
  state?: string | null;
  grade?: string | null;
  to?: string | null;
  /** How many there are below it, whether or not they have been loaded. */
  children?: number;
}

export interface MapEdge {
  from: string;
  to: string;
}

export interface PlacedNode {
  node: MapNode;
  x: number;
  y: number;
}

/** Stands for the siblings that are not drawn one by one. */
export interface MoreNode {
  id: string;
  parent: string;
  count: number;
  x: number;
  y: number;
}

export interface MapLayout {
  nodes: PlacedNode[];
  more: MoreNode[];
  edges: MapEdge[];
}

export const COLUMN_WIDTH = 260;
export const ROW_HEIGHT = 56;
/** Beyond this many under one parent the rest is drawn as one: ten thousand nodes stay readable. */
export const MOST_SIBLINGS = 12;

function childrenOf(nodes: readonly MapNode[]): Map<string | null, MapNode[]> {
  const below = new Map<string | null, MapNode[]>();
  const known = new Set(nodes.map((node) => node.id));
  for (const node of nodes) {
    const parent = node.parent !== null && known.has(node.parent) ? node.parent : null;
    const siblings = below.get(parent);
    if (siblings === undefined) below.set(parent, [node]);
    else siblings.push(node);
  }
  return below;
}

/** A tree from left to right: a column per level, a parent in the middle of its children. */
export function treeLayout(
  nodes: readonly MapNode[],
  expanded: ReadonlySet<string>,
  unfolded: ReadonlySet<string> = new Set(),
): MapLayout {
  const below = childrenOf(nodes);
  const layout: MapLayout = { nodes: [], more: [], edges: [] };
  let row = 0;

  const place = (node: MapNode, depth: number): number => {
    const children = expanded.has(node.id) ? (below.get(node.id) ?? []) : [];
    const drawn = unfolded.has(node.id) ? children : children.slice(0, MOST_SIBLINGS);
    const rows = drawn.map((child) => {
      layout.edges.push({ from: node.id, to: child.id });
      return place(child, depth + 1);
    });
    if (drawn.length < children.length) {
      const id = `${node.id}/more`;
      layout.more.push({ id, parent: node.id, count: children.length - drawn.length, x: (depth + 1) * COLUMN_WIDTH, y: row * ROW_HEIGHT });
      layout.edges.push({ from: node.id, to: id });
      rows.push(row);
      row += 1;
    }
    const mine = rows.length === 0 ? row++ : ((rows[0] ?? 0) + (rows.at(-1) ?? 0)) / 2;
    layout.nodes.push({ node, x: depth * COLUMN_WIDTH, y: mine * ROW_HEIGHT });
    return mine;
  };

  for (const root of below.get(null) ?? []) place(root, 0);
  return layout;
}

/** The column of each node of a flow: one right of everything that flows into it; a circle does not hang it. */
export function flowColumns(nodes: readonly MapNode[], edges: readonly MapEdge[]): Map<string, number> {
  const columns = new Map(nodes.map((node) => [node.id, 0]));
  let moved = true;
  for (let round = 0; moved && round < nodes.length; round += 1) {
    moved = false;
    for (const edge of edges) {
      const from = columns.get(edge.from);
      const to = columns.get(edge.to);
      if (from === undefined || to === undefined || edge.from === edge.to) continue;
      if (to <= from && from + 1 < nodes.length) {
        columns.set(edge.to, from + 1);
        moved = true;
      }
    }
  }
  return columns;
}

/** The columns an edge passes on its way, where room has to be left for it. */
function passages(edges: readonly MapEdge[], columns: ReadonlyMap<string, number>): { column: number; from: string }[] {
  return edges.flatMap(({ from, to }) => {
    const [start, end] = [columns.get(from), columns.get(to)];
    if (start === undefined || end === undefined) return [];
    return Array.from({ length: Math.max(0, end - start - 1) }, (_, step) => ({ column: start + 1 + step, from }));
  });
}

/** The row of each node: level with what flows into it, never on another's place, clear of edges that pass by. */
function flowRows(nodes: readonly MapNode[], edges: readonly MapEdge[], columns: ReadonlyMap<string, number>) {
  const rows = new Map<string, number>();
  const level = (sources: readonly string[]) =>
    sources.reduce((sum, source) => sum + (rows.get(source) ?? 0), 0) / Math.max(1, sources.length);
  const sourcesOf = (id: string) => edges.filter((edge) => edge.to === id).map((edge) => edge.from);
  const passing = passages(edges, columns);
  for (const column of [...new Set(columns.values())].sort((a, b) => a - b)) {
    const inColumn = nodes.filter((node) => columns.get(node.id) === column);
    const slots = [
      ...inColumn.map((node): [string | null, number] => [node.id, level(sourcesOf(node.id))]),
      ...passing.filter((one) => one.column === column).map((one): [null, number] => [null, level([one.from])]),
    ].sort((a, b) => a[1] - b[1]);
    let free = 0;
    for (const [id, wanted] of slots) {
      const row = Math.max(free, wanted);
      if (id !== null) rows.set(id, row);
      free = row + 1;
    }
  }
  return rows;
}

/** A flow from left to right, sources first. */
export function flowLayout(nodes: readonly MapNode[], edges: readonly MapEdge[]): MapLayout {
  const columns = flowColumns(nodes, edges);
  const rows = flowRows(nodes, edges, columns);
  return {
    nodes: nodes.map((node) => ({
      node,
      x: (columns.get(node.id) ?? 0) * COLUMN_WIDTH,
      y: (rows.get(node.id) ?? 0) * ROW_HEIGHT,
    })),
    more: [],
    edges: edges.filter((edge) => columns.has(edge.from) && columns.has(edge.to)),
  };
}

/** The nodes whose label holds the words, and everything above them, so that they can be shown. */
export function findNodes(nodes: readonly MapNode[], words: string): { found: MapNode[]; above: Set<string> } {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return { found: [], above: new Set() };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = nodes.filter((node) => node.label.toLowerCase().includes(wanted));
  const above = new Set<string>();
  for (const node of found) {
    let parent = node.parent;
    while (parent !== null && !above.has(parent)) {
      above.add(parent);
      parent = byId.get(parent)?.parent ?? null;
    }
  }
  return { found, above };
}
