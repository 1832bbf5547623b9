import { expect, it } from 'vitest';
import { niceTop } from './scale';

it.each([
  [0, 1],
  [0.002, 0.002],
  [0.0021, 0.005],
  [0.7, 1],
  [1, 1],
  [3.2, 5],
  [99, 100],
  [100.01, 200],
])('ends an axis of %f at %f', (highest, top) => {
  expect(niceTop(highest)).toBeCloseTo(top, 10);
});
