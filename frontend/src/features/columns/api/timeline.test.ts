import { expect, it } from 'vitest';
import type { ColumnProfile } from '@/client/analysis';
import { timelineOf } from './timeline';

const DAY = 86_400;
const day = (number: number): number => Date.UTC(2026, 0, number) / 1000;

const column = (given: object): ColumnProfile =>
  ({
    minimum: '2026-01-01',
    maximum: '2026-01-11',
    dates: { granularity: 'day', weekday_counts: [], gap_count: 2, longest_gap: { after: '2026-01-06', before: '2026-01-09', units: 3 } },
    histogram: { edges: [1, 2, 3, 4, 6, 9, 11].map(day), counts: [2, 0, 0, 5, 0, 1] },
    ...given,
  }) as unknown as ColumnProfile;

it('knows the longest gap to the moment, and others by the empty bars that it does not cover', () => {
  const found = timelineOf(column({}));
  expect(found?.gaps).toEqual([
    { from: day(2) * 1000, to: day(4) * 1000, isExact: false },
    { from: day(6) * 1000, to: day(9) * 1000, isExact: true },
  ]);
  expect((found?.end ?? 0) - (found?.start ?? 0)).toBe(10 * DAY * 1000);
});

it('draws only the longest where there is one', () => {
  const dates = { granularity: 'day', gap_count: 1, longest_gap: { after: '2026-01-06', before: '2026-01-09', units: 3 } };
  expect(timelineOf(column({ dates }))?.gaps).toHaveLength(1);
});

it('reads moments without a zone as UTC', () => {
  const dates = { granularity: 'hour', gap_count: 1, longest_gap: { after: '2026-01-06T00:00:00', before: '2026-01-06T05:00:00', units: 5 } };
  expect(timelineOf(column({ dates }))?.gaps[0]?.from).toBe(Date.UTC(2026, 0, 6));
});

it('draws nothing without a gap, or where all is one moment', () => {
  expect(timelineOf(column({ dates: { granularity: 'day', gap_count: 0, longest_gap: null } }))).toBeNull();
  expect(timelineOf(column({ maximum: '2026-01-01' }))).toBeNull();
  expect(timelineOf(column({ dates: null }))).toBeNull();
});
