import { Link } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { rows } from '@/lib/format';
import { t } from '@/lib/language';
import type { Graph, Node } from '../api/graph';
import css from './relations.module.css';

const ROW = 40;
const MIDDLE = 120;

/** Who decides whom: full lines hold for every row, dashed ones are broken by some. */
export function DependencyGraph({ graph, analysisId }: { graph: Graph; analysisId: string }) {
  const height = Math.max(graph.left.length, graph.right.length) * ROW;
  const y = (index: number, of: number): number => (height / of) * (index + 0.5);
  const label = graph.edges
    .map(({ from, to, violatingRowCount }) => violatingRowCount === 0 ? t('{0} decides {1}', graph.left[from]?.name ?? '', graph.right[to]?.name ?? '') : t('{0} decides {1}, broken by {2}', graph.left[from]?.name ?? '', graph.right[to]?.name ?? '', rows(violatingRowCount)))
    .join('; ');
  return (
    <div className={css.graph} style={{ height }}>
      <Side nodes={graph.left} analysisId={analysisId} />
      <svg viewBox={`0 0 ${String(MIDDLE)} ${String(height)}`} preserveAspectRatio="none" role="img" aria-label={label} className={css.lines}>
        {graph.edges.map(({ from, to, violatingRowCount }) => {
          const [start, end] = [y(from, graph.left.length), y(to, graph.right.length)];
          const middle = String(MIDDLE / 2);
          return (
            <path
              key={`${String(from)} ${String(to)}`}
              className={violatingRowCount === 0 ? css.holds : css.broken}
              d={`M0,${String(start)} C${middle},${String(start)} ${middle},${String(end)} ${String(MIDDLE)},${String(end)}`}
            />
          );
        })}
      </svg>
      <Side nodes={graph.right} analysisId={analysisId} />
    </div>
  );
}

function Side({ nodes, analysisId }: { nodes: readonly Node[]; analysisId: string }) {
  return (
    <ul className={css.side}>
      {nodes.map((node) => (
        <li key={node.name}>
          <span className={css.node} data-key={node.isKey} title={node.name}>
            {node.isKey && <KeyRound size={13} role="img" aria-label={t('key')} />}
            <NodeName node={node} analysisId={analysisId} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function NodeName({ node, analysisId }: { node: Node; analysisId: string }) {
  const [first] = node.columns;
  if (first === undefined || node.columns.length > 1) return <span className="ellipsis">{first === undefined ? t(node.name) : node.name}</span>;
  return (
    <Link className="ellipsis" to="/analysis/$analysisId/columns" params={{ analysisId }} search={{ column: first }}>
      {node.name}
    </Link>
  );
}
