import { expect, it } from 'vitest';
import { bodyOf, moved, stepsOf } from './order';

it('keeps the wished order, leaves out what is not accepted, and puts newcomers last', () => {
  expect(stepsOf(['a', 'b', 'c', 'd'], ['c', 'gone', 'a'])).toEqual({ ids: ['c', 'a', 'b', 'd'], isOrdered: true });
});

it('means no order where the wished one is the usual', () => {
  expect(stepsOf(['a', 'b'], [])).toEqual({ ids: ['a', 'b'], isOrdered: false });
  expect(stepsOf(['a', 'b'], ['a', 'b'])).toEqual({ ids: ['a', 'b'], isOrdered: false });
  expect(bodyOf({ ids: ['a'], isOrdered: true })).toEqual({ recommendation_ids: ['a'], keep_order: true });
});

it.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [0, -1, ['a', 'b', 'c']],
  [1, 9, ['a', 'c', 'b']],
  [7, 0, ['a', 'b', 'c']],
])('moves the entry at %i to %i', (from, to, found) => {
  expect(moved(['a', 'b', 'c'], from, to)).toEqual(found);
});
