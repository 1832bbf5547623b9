import { expect, it } from 'vitest';
import { fall } from './fall';

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
