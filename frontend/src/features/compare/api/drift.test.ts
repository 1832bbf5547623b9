import { expect, it } from 'vitest';
import { overlaid } from './drift';

it('lays histograms of other ranges over each other and loses nothing', () => {
  const found = overlaid({ edges: [0, 5, 10], counts: [10, 30] }, { edges: [5, 15, 25], counts: [1, 1] });
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  expect(found).toMatchObject({ low: 0, high: 25 });
  expect(sum(found?.old ?? [])).toBeCloseTo(1, 9);
  expect(sum(found?.fresh ?? [])).toBeCloseTo(1, 9);
  expect(found?.old.at(-1)).toBe(0);
});

it('draws nothing where one side has no histogram', () => {
  expect(overlaid(null, { edges: [0, 1], counts: [1] })).toBeNull();
  expect(overlaid({ edges: [1, 1], counts: [1] }, { edges: [1, 1], counts: [1] })).toBeNull();
});
