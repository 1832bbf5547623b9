import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '@/client/analysis';
import { shapeOf } from './distribution';

const column = (facts: object): ColumnProfile =>
  ({ data_type: 'text', distinct_count: 40, null_count: 0, top_values: [], histogram: null, usual_histogram: null, text: null, ...facts }) as unknown as ColumnProfile;

describe('the small picture of a column', () => {
  it('says from where to where numbers go, and what each bar holds', () => {
    const found = shapeOf(column({ data_type: 'decimal', minimum: 0.5, maximum: 10, histogram: { edges: [0.5, 5, 10], counts: [3, 1] } }), 4);
    expect(found?.ends).toEqual(['0.5', '10']);
    expect(found?.bars).toEqual(['0.5 – 5: 3 rows', '5 – 10: 1 row']);
  });

  it('says which value is the most frequent, and how much of the column it is', () => {
    const top = [{ value: 'shipped', count: 6 }, { value: 'open', count: 2 }];
    const found = shapeOf(column({ distinct_count: 2, top_values: top }), 8);
    expect(found?.ends).toEqual(['shipped', '75\u202f%']);
    expect(found?.bars).toEqual(['shipped: 6 rows', 'open: 2 rows']);
  });

  it('shows of personal data the lengths alone', () => {
    const found = shapeOf(column({ is_pii: true, text: { length_histogram: { edges: [3, 8, 13], counts: [5, 4] } } }), 9);
    expect(found?.ends).toEqual(['length 3', '13']);
  });
});
