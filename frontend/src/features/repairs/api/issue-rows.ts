/** The lines of the list of issues: alike ones are folded to one line until somebody opens it. */
import { issueGroups } from '@/client/issue-groups';
import type { IssueEntry } from './issue-list';

export interface IssueRow {
  entry: IssueEntry;
  /** What stands together with it; a single one is no group. */
  group: readonly IssueEntry[];
  /** Whether the line stands for its group: its own issue is the first. */
  isHead: boolean;
  isOpen: boolean;
}

/**
 * The lines to show.
 *
 * @param opened Ids of the first issues of the groups that somebody has opened.
 * @param selected Id of the issue that is looked at; a group opens for one that would be out of sight.
 */
export function issueRows(entries: readonly IssueEntry[], opened: ReadonlySet<string>, selected: string | null): IssueRow[] {
  return issueGroups(entries, ({ issue }) => issue).flatMap((group) => {
    const [head, ...others] = group;
    if (head === undefined) return [];
    const isHead = others.length > 0;
    const isOpen = isHead && (opened.has(head.issue.id) || others.some(({ issue }) => issue.id === selected));
    const row = { entry: head, group, isHead, isOpen };
    return isOpen ? [row, ...others.map((entry) => ({ entry, group, isHead: false, isOpen: false }))] : [row];
  });
}
