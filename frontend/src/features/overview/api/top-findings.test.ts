import { expect, it } from 'vitest';
import type { ProfileDocument } from '@/client/analysis';
import { topFindings } from './top-findings';

const profile = (costly: string): ProfileDocument =>
  ({
    issues: ['a', 'b', 'c', 'd'].map((id) => ({ id, kind: id, columns: [], recommendation_ids: [] })),
    recommendations: [],
    insight: null,
    quality: { score: 80, dimensions: {}, deductions: [{ issue_id: 'b', points: 1, reason: '' }, { issue_id: costly, points: 7, reason: '' }] },
  }) as unknown as ProfileDocument;

const shown = (costly: string, many: number): string[] => topFindings(profile(costly), many).map(({ issue }) => issue.id);

it('keeps the order of the goal, and has the one that costs most among the first', () => {
  expect(shown('a', 3)).toEqual(['a', 'b', 'c']);
  expect(shown('d', 3)).toEqual(['a', 'b', 'd']);
  expect(shown('d', 9)).toEqual(['a', 'b', 'c', 'd']);
});

it('does without where the costliest is not shown at all', () => {
  expect(shown('muted', 2)).toEqual(['a', 'b']);
});
