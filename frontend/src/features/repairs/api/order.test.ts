import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { bodyOf, moved, stepsOf, useOrder } from './order';

beforeEach(() => localStorage.clear());

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

it('remembers the order of each analysis by itself, and reads what something else wrote as none', () => {
  const { result, rerender } = renderHook(({ id }) => useOrder(id), { initialProps: { id: 'one' } });
  act(() => result.current[1](['b', 'a']));
  expect(result.current[0]).toEqual(['b', 'a']);
  rerender({ id: 'two' });
  expect(result.current[0]).toEqual([]);
  rerender({ id: 'one' });
  expect(result.current[0]).toEqual(['b', 'a']);
  act(() => result.current[1]([]));
  expect(localStorage.length).toBe(0);
  localStorage.setItem('datainsight.order.three', '{');
  expect(renderHook(() => useOrder('three')).result.current[0]).toEqual([]);
});
