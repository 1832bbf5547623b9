import { expect, it } from 'vitest';
import type { Recommendation } from '@/client/analysis';
import { entries, shownEntries } from './issue-list';
import { accept, defaultPlan, dismiss, leave, restore } from './plan';

const repair = (id: string, issueId: string, changes: Partial<Recommendation> = {}): Recommendation => ({
  id,
  issue_id: issueId,
  title: id,
  rationale: '',
  repair: { operation: 'trim_whitespace', parameters: { column: 'city' } },
  is_default: true,
  is_safe: true,
  verification: { status: 'verified', rows_checked: 3, is_sample: false, cells_changed: 1, rows_removed: 0, issue_count_before: 1, issue_count_after: 0, examples: [] },
  ...changes,
});

const verification = repair('x', 'y').verification;

it('begins with the default repairs that were not refused', () => {
  const recommendations = [
    repair('a', 'i'),
    repair('b', 'i', { is_default: false }),
    repair('c', 'j', { verification: { ...verification, status: 'refused' } }),
  ];
  const profile = { recommendations } as unknown as Parameters<typeof defaultPlan>[0];
  expect(defaultPlan(profile).accepted).toEqual(['a']);
});

it('takes a dismissed issue out of the plan with its repairs, and only those', () => {
  const plan = { accepted: ['a', 'b'], dismissed: [] };
  const dismissed = dismiss(plan, 'i', [repair('a', 'i'), repair('b', 'j')]);
  expect(dismissed).toEqual({ accepted: ['b'], dismissed: ['i'] });
  expect(restore(dismissed, 'i').dismissed).toEqual([]);
  expect(accept(accept(plan, 'c'), 'c').accepted).toEqual(['a', 'b', 'c']);
  expect(leave(plan, 'a').accepted).toEqual(['b']);
});

it('filters by state and by words', () => {
  const issue = (id: string, columns: string[]) => ({
    id,
    kind: 'missing_values',
    dimension: 'completeness' as const,
    columns,
    severity: 'high' as const,
    affected_row_count: 1,
    message: 'gaps',
    examples: [],
    recommendation_ids: id === 'i' ? ['a'] : [],
    selector: { kind: 'duplicate_rows' as const },
    confidence: 0.5,
  });
  const all = entries([issue('i', ['city']), issue('j', ['amount'])], [repair('a', 'i')], { accepted: ['a'], dismissed: ['j'] });
  expect(shownEntries(all, '', 'all', null).map((one) => one.issue.id)).toEqual(['i']);
  expect(shownEntries(all, '', 'open', null)).toEqual([]);
  expect(shownEntries(all, '', 'dismissed', null).map((one) => one.issue.id)).toEqual(['j']);
  expect(shownEntries(all, 'missing CITY', 'all', null)).toHaveLength(1);
  expect(shownEntries(all, 'missing amount', 'all', null)).toHaveLength(0);
});
