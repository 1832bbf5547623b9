import { expect, it } from 'vitest';
import type { Recommendation } from '@/client/analysis';
import { decided, decisionsOf } from './decisions';
import { entries, shownEntries } from './issue-list';
import { muteOffers, muteWords } from './mutes';
import { firstOffers, planOf, takeAll, toggle, toggleAll } from './plan';

const repair = (id: string, issueId: string, changes: Partial<Recommendation> = {}): Recommendation => ({
  id,
  issue_id: issueId,
  title: id,
  rationale: '',
  repair: { operation: 'trim_whitespace', parameters: { column: 'city' } },
  is_default: true,
  is_safe: true,
  verification: { status: 'verified', rows_checked: 3, is_sample: false, cells_changed: 1, rows_removed: 0, rows_added: 0, issue_count_before: 1, issue_count_after: 0, examples: [], languages: [], builds_on: [] },
  ...changes,
});

const verification = repair('x', 'y').verification;
const offered = [
  repair('a', 'i'),
  repair('b', 'i', { is_default: false }),
  repair('c', 'j', { verification: { ...verification, status: 'refused' } }),
];

it('takes the first repair that is offered for each of many issues, and out again', () => {
  const [a, b, c] = offered;
  if (a === undefined || b === undefined || c === undefined) throw new Error('There are three.');
  const first = firstOffers([{ repairs: [a] }, { repairs: [c, b] }, { repairs: [c] }]);
  expect(first.map((one) => one.id)).toEqual(['a', 'b']);
  expect(takeAll(first, true)).toEqual([{ ids: ['a'], decision: null }, { ids: ['b'], decision: 'accepted' }]);
  expect(takeAll(first, false)).toEqual([{ ids: ['b'], decision: null }, { ids: ['a'], decision: 'dismissed' }]);
});

it('begins with the default repairs that were not refused', () => {
  expect(planOf(offered, new Map())).toEqual({ accepted: ['a'], dismissed: [], isSuggested: true });
});

it('follows what was decided, whichever was suggested', () => {
  const plan = planOf(offered, new Map([['a', 'dismissed'], ['b', 'accepted'], ['c', 'accepted']] as const));
  expect(plan).toEqual({ accepted: ['b'], dismissed: ['a'], isSuggested: false });
});

it('takes a repair in and out, and keeps no decision that the suggestion makes anyway', () => {
  const [first, second] = [repair('a', 'i'), repair('b', 'i', { is_default: false })];
  const suggested = planOf([first, second], new Map());
  expect(toggle(first, suggested)).toEqual({ ids: ['a'], decision: 'dismissed' });
  expect(toggle(second, suggested)).toEqual({ ids: ['b'], decision: 'accepted' });
  const other = planOf([first, second], new Map([['a', 'dismissed'], ['b', 'accepted']] as const));
  expect(toggle(first, other).decision).toBeNull();
  expect(toggle(second, other).decision).toBeNull();
});

it('puts an issue aside with all its repairs, and takes that back', () => {
  const own = offered.slice(0, 2);
  expect(toggleAll(own, planOf(offered, new Map()))).toEqual({ ids: ['a', 'b'], decision: 'dismissed' });
  expect(toggleAll(own, planOf(offered, new Map([['a', 'dismissed'], ['b', 'dismissed']] as const))).decision).toBeNull();
});

it('shows choices before the server has answered', () => {
  const reply = { analysis_id: 'x', recommendations: offered.map((one) => ({ ...one, decision: null })) };
  const shown = decided(reply, [{ ids: ['a', 'b'], decision: 'dismissed' }, { ids: ['b'], decision: null }]);
  expect([...decisionsOf(shown)]).toEqual([['a', 'dismissed']]);
});

it('offers to mute from the narrowest to the widest, in words that the list of rules repeats', () => {
  const offers = muteOffers({ kind: 'missing_values', columns: ['city'] });
  expect(offers.map(({ label }) => label)).toEqual(['Missing values in “city”', 'Missing values in every column', 'Everything about “city”']);
  for (const { rule, label } of offers) expect(muteWords(rule)).toBe(label);
  expect(muteOffers({ kind: 'duplicate_rows', columns: [] })).toHaveLength(1);
});

it('filters by state and by words', () => {
  const issue = (id: string, columns: string[], ids: string[]) => ({
    id,
    kind: 'missing_values',
    dimension: 'completeness' as const,
    columns,
    severity: 'high' as const,
    affected_row_count: 1,
    message: 'gaps',
    examples: [],
    recommendation_ids: ids,
    selector: { kind: 'duplicate_rows' as const },
    confidence: 0.5,
  });
  const repairs = [repair('a', 'i'), repair('b', 'j')];
  const plan = planOf(repairs, new Map([['b', 'dismissed']] as const));
  const all = entries([issue('i', ['city'], ['a']), issue('j', ['amount'], ['b']), issue('k', ['note'], [])], repairs, plan);
  expect(shownEntries(all, '', 'all', null).map((one) => one.issue.id)).toEqual(['i', 'k']);
  expect(shownEntries(all, '', 'open', null).map((one) => one.issue.id)).toEqual(['k']);
  expect(shownEntries(all, '', 'dismissed', null).map((one) => one.issue.id)).toEqual(['j']);
  expect(shownEntries(all, 'missing CITY', 'all', null)).toHaveLength(1);
  expect(shownEntries(all, 'missing amount', 'all', null)).toHaveLength(0);
});
