import { expect, it } from 'vitest';
import type { Issue } from '@/client/analysis';
import { wrongValues } from './wrong-values';

const issue = (selector: object, affected = 3, examples: string[] = []): Issue => ({ selector, examples, affected_row_count: affected }) as unknown as Issue;

it('knows values by list, by range, and by example', () => {
  const isWrong = wrongValues(
    [
      issue({ kind: 'values_in', column: 'a', values: ['n/a'] }),
      issue({ kind: 'outside_range', column: 'a', lower: 0, upper: 10 }),
      issue({ kind: 'matching', column: 'a', regex: 'x' }, 3, [' x']),
    ],
    'a',
    100,
  );
  expect(['n/a', '11', '-1', ' x'].every(isWrong)).toBe(true);
  expect(['', '5', 'x', 'b'].some(isWrong)).toBe(false);
});

it('marks nothing where nearly everything is affected', () => {
  expect(wrongValues([issue({ kind: 'values_in', column: 'a', values: ['1'] }, 90)], 'a', 100)('1')).toBe(false);
});
