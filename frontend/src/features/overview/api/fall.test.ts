import { expect, it } from 'vitest';
import type { Issue } from '@/client/analysis';
import { fall as fallOf } from './fall';

const fall = (quality: Parameters<typeof fallOf>[0]['quality'], shown: number) => fallOf({ quality, issues: [] }, shown);

const quality = (score: number, points: number[]) => ({
  score,
  dimensions: {},
  deductions: points.map((value, index) => ({ issue_id: `issue:${String(index)}`, points: value, reason: 'reason' })),
});

it('falls from 100 to the score, whatever is left out or rounded', () => {
  for (const shown of [1, 2, 3, 8]) {
    const { steps } = fall(quality(72.85, [6.62, 11, 9.5]), shown);
    expect(steps[0]?.from).toBe(100);
    expect(steps.at(-1)?.to).toBeCloseTo(72.85, 8);
    steps.slice(1).forEach((step, index) => expect(step.from).toBe(steps[index]?.to));
  }
});

it('begins with the largest, and sums the rest in one step', () => {
  const { steps } = fall(quality(80, [1, 12, 3, 4]), 2);
  expect(steps.map((step) => step.points)).toEqual([12, 4, 4]);
  expect(steps.at(-1)).toMatchObject({ issueId: null, label: '2 smaller ones' });
});

it('has no step when nothing was lost', () => {
  expect(fall(quality(100, []), 8).steps).toEqual([]);
});

it('names each step by what was found and where, not by its sentence', () => {
  const issue = (id: string, kind: string, columns: string[]): Issue => ({ id, kind, columns }) as unknown as Issue;
  const issues = [issue('issue:0', 'duplicate_rows', []), issue('issue:1', 'missing_values', ['a', 'b'])];
  const { steps } = fallOf({ quality: quality(94, [3, 2, 1]), issues }, 3);
  expect(steps.map((step) => step.label)).toEqual(['Duplicate rows', 'Missing values in a, b', 'Reason']);
});

it('takes what is alike in many columns as one', () => {
  const issues = ['a', 'b', 'c', 'd'].map((column, at) => ({ id: `issue:${String(at)}`, kind: 'missing_values', severity: 'low', columns: [column] }) as unknown as Issue);
  const { steps } = fallOf({ quality: quality(89, [2, 2, 2, 2, 3]), issues }, 3);
  expect(steps.map(({ label, points }) => [label, points])).toEqual([['Missing values in 4 columns', 8], ['Reason', 3]]);
});
