import { expect, it } from 'vitest';
import { graphOf } from './graph';

const decides = (determinant: string[], dependent: string, violating = 0) => ({ determinant, dependent, error: 0, is_exact: true, violating_row_count: violating, score: null });
const key = (...columns: string[]) => ({ columns, is_exact: true });

it('draws keys to every row and each name once', () => {
  const graph = graphOf([key('id'), key('a', 'b')], [decides(['zip'], 'city', 3), decides(['zip'], 'state')], 10);
  expect(graph.left.map((one) => one.name)).toEqual(['id', 'a + b', 'zip']);
  expect(graph.right.map((one) => one.name)).toEqual(['every row', 'city', 'state']);
  expect(graph.edges).toEqual([
    { from: 0, to: 0, violatingRowCount: 0 },
    { from: 1, to: 0, violatingRowCount: 0 },
    { from: 2, to: 1, violatingRowCount: 3 },
    { from: 2, to: 2, violatingRowCount: 0 },
  ]);
});

it('leaves out names whose lines are not drawn', () => {
  const graph = graphOf([], [decides(['a'], 'b'), decides(['c'], 'd')], 1);
  expect([graph.left.length, graph.right.length, graph.edges.length]).toEqual([1, 1, 1]);
});
