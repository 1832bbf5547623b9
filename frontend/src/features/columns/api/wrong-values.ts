import type { Issue } from '@/client/analysis';

/** Where more than half of the rows are affected, marking every cell would mark none. */
const MOST = 0.5;

/** Tells which of a column's values an issue is about. */
export function wrongValues(issues: readonly Issue[], column: string, rowCount: number): (value: string) => boolean {
  const tests = issues.filter((issue) => issue.affected_row_count <= MOST * rowCount).map((issue) => testOf(issue, column));
  return (value) => tests.some((test) => test(value));
}

function testOf({ selector, examples }: Issue, column: string): (value: string) => boolean {
  const shown = new Set(examples);
  if (selector.kind === 'values_in' && selector.column === column) {
    const values = new Set(selector.values);
    return (value) => values.has(value);
  }
  if (selector.kind === 'outside_range' && selector.column === column) {
    const { lower, upper } = selector;
    return (value) => value.trim() !== '' && (Number(value) < lower || Number(value) > upper);
  }
  return (value) => shown.has(value);
}
