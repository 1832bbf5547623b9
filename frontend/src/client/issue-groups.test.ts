import { expect, it } from 'vitest';
import type { Issue } from './analysis';
import { issueGroups } from './issue-groups';

const issue = (id: string, kind: string, columns = ['c'], severity = 'high'): Issue => ({ id, kind, severity, columns }) as unknown as Issue;
const groups = (...issues: Issue[]): string[] => issueGroups(issues, (one) => one).map((group) => group.map((one) => one.id).join(''));

it('puts together what is alike in four columns or more, where the first of them stood', () => {
  expect(groups(issue('a', 'x'), issue('b', 'y'), issue('c', 'x'), issue('d', 'x'), issue('e', 'x'))).toEqual(['acde', 'b']);
  expect(groups(issue('a', 'x'), issue('b', 'x'), issue('c', 'x'))).toEqual(['a', 'b', 'c']);
});

it('leaves alone what is of another severity, or about several columns', () => {
  const three = ['a', 'b', 'c'].map((id) => issue(id, 'x'));
  expect(groups(...three, issue('d', 'x', ['c'], 'low'), issue('e', 'x', ['c', 'd']))).toEqual(['a', 'b', 'c', 'd', 'e']);
});
