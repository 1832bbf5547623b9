import { expect, it } from 'vitest';
import { clustered, matrixOf, strongestPairs } from './matrix';

const correlation = (left: string, right: string, value: number | null, method = 'pearson') => ({ left, right, method, value, status: 'ok', is_exact: true });

it('keeps the strongest coefficient of a pair, whichever sign and direction it has', () => {
  const matrix = matrixOf([correlation('a', 'b', 0.2), correlation('b', 'a', -0.7, 'spearman'), correlation('a', 'c', null)]);
  expect([...matrix.names].sort()).toEqual(['a', 'b']);
  expect(matrix.cells[0]?.[1]).toMatchObject({ value: -0.7, method: 'spearman' });
  expect(matrix.cells[1]?.[0]).toBe(matrix.cells[0]?.[1]);
  expect(strongestPairs(matrix, 5)).toHaveLength(1);
});

it('puts what goes together side by side', () => {
  const ties: Record<string, number> = { ac: 0.9, bd: 0.8 };
  const order = clustered(['a', 'b', 'c', 'd'], (left, right) => ties[[left, right].sort().join('')] ?? 0.1);
  expect(Math.abs(order.indexOf('a') - order.indexOf('c'))).toBe(1);
  expect(Math.abs(order.indexOf('b') - order.indexOf('d'))).toBe(1);
});

it('has no matrix without pairs', () => {
  expect(matrixOf([]).names).toEqual([]);
});
