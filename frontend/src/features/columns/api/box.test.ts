import { expect, it } from 'vitest';
import type { ColumnProfile } from '@/client/analysis';
import { boxOf, domainOf } from './box';

const column = (given: object): ColumnProfile =>
  ({ data_type: 'decimal', minimum: 0, maximum: 1000, quantiles: { '0.25': 10, '0.5': 15, '0.75': 20 }, outliers: { count: 3 }, ...given }) as unknown as ColumnProfile;

it('ends the whiskers at the fence, or at the extreme within it', () => {
  expect(boxOf(column({}))).toMatchObject({ low: 0, high: 35, median: 15, outlierCount: 3 });
});

it('draws far values outside of the picture, not the box as a line', () => {
  const box = boxOf(column({}));
  expect(box && domainOf(box)[1]).toBeLessThan(45);
});

it('reads dates, and draws nothing where nothing is spread', () => {
  const dates = { data_type: 'date', minimum: '2026-01-01', maximum: '2026-03-01', quantiles: { '0.25': '2026-01-10', '0.5': '2026-01-20', '0.75': '2026-02-01' } };
  expect(boxOf(column(dates))).toMatchObject({ isTime: true, median: Date.UTC(2026, 0, 20) });
  expect(boxOf(column({ minimum: 5, maximum: 5 }))).toBeNull();
  expect(boxOf(column({ quantiles: {} }))).toBeNull();
});
