import { expect, it } from 'vitest';
import type { IssueEntry } from './issue-list';
import { issueRows } from './issue-rows';

const entry = (id: string, kind: string): IssueEntry =>
  ({ issue: { id, kind, severity: 'high', columns: [id] }, repairs: [], isAccepted: false, isDismissed: false }) as unknown as IssueEntry;
const all = [...['a', 'b', 'c', 'd'].map((id) => entry(id, 'x')), entry('e', 'y')];
const ids = (opened: string[], selected: string | null): string => issueRows(all, new Set(opened), selected).map((row) => row.entry.issue.id).join('');

it('folds what is alike to its first', () => {
  expect(ids([], null)).toBe('ae');
  expect(ids([], 'a')).toBe('ae');
});

it('opens for who asks, and for an issue that would be out of sight', () => {
  expect(ids(['a'], 'e')).toBe('abcde');
  expect(ids([], 'c')).toBe('abcde');
});
