import { expect, it } from 'vitest';
import type { Recommendation } from '@/client/analysis';
import { bodyOf, foldedSteps, moved, stepsOf } from './order';

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

it('folds a run of the same repair to its first until somebody opens it', () => {
  const steps = ['x', 'y', 'y', 'y', 'y', 'z', 'z'].map((title, at) => ({ id: String(at), title }) as Recommendation);
  const seen = (opened: string[]): string[] => foldedSteps(steps, new Set(opened)).map(({ place, folded }) => `${String(place)}+${String(folded)}`);
  expect(seen([])).toEqual(['0+0', '1+3', '5+0', '6+0']);
  expect(seen(['1'])).toEqual(['0', '1', '2', '3', '4', '5', '6'].map((place) => `${place}+0`));
});
