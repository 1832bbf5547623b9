import type { ProfileDocument } from '@/client/analysis';
import { mark } from '@/lib/language';

type Dependency = ProfileDocument['dependencies'][number];

/** Two columns of names, and lines from what decides at the left to what is decided at the right. */
export interface Graph {
  left: readonly Node[];
  right: readonly Node[];
  edges: readonly Edge[];
}

export interface Node {
  name: string;
  /** A column, or several joined. */
  columns: readonly string[];
  isKey: boolean;
}

export interface Edge {
  from: number;
  to: number;
  violatingRowCount: number;
}

const EVERY_ROW = mark('every row');

/** Keys decide every row; other determinants decide a column. At most `shown` lines, broken ones first. */
export function graphOf(keys: ProfileDocument['keys'], dependencies: readonly Dependency[], shown: number): Graph {
  const left: Node[] = [];
  const right: Node[] = [];
  const edges: Edge[] = [];
  const place = (nodes: Node[], node: Node): number => {
    const known = nodes.findIndex((one) => one.name === node.name);
    return known >= 0 ? known : nodes.push(node) - 1;
  };
  for (const { columns } of keys) {
    const from = place(left, { name: columns.join(' + '), columns, isKey: true });
    edges.push({ from, to: place(right, { name: EVERY_ROW, columns: [], isKey: false }), violatingRowCount: 0 });
  }
  for (const { determinant, dependent, violating_row_count: violatingRowCount } of dependencies) {
    const from = place(left, { name: determinant.join(' + '), columns: determinant, isKey: false });
    edges.push({ from, to: place(right, { name: dependent, columns: [dependent], isKey: false }), violatingRowCount });
  }
  const drawn = edges.slice(0, shown);
  return compact(left, right, drawn);
}

/** Without nodes that no drawn line touches. */
function compact(left: readonly Node[], right: readonly Node[], edges: readonly Edge[]): Graph {
  const used = (nodes: readonly Node[], end: 'from' | 'to'): number[] => nodes.map((_, index) => index).filter((index) => edges.some((edge) => edge[end] === index));
  const [lefts, rights] = [used(left, 'from'), used(right, 'to')];
  return {
    left: lefts.flatMap((index) => left[index] ?? []),
    right: rights.flatMap((index) => right[index] ?? []),
    edges: edges.map((edge) => ({ ...edge, from: lefts.indexOf(edge.from), to: rights.indexOf(edge.to) })),
  };
}
