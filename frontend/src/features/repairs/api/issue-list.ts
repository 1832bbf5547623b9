import type { Issue, Recommendation } from '@/client/analysis';
import { words } from '@/lib/format';
import type { Severity } from '@/lib/severity';
import { areDismissed, type Plan } from './plan';
import { mark } from '@/lib/language';

export type IssueFilter = 'all' | 'fixable' | 'open' | 'dismissed';

export const ISSUE_FILTERS: readonly { value: IssueFilter; label: string }[] = [
  { value: 'all', label: mark('All') },
  { value: 'fixable', label: mark('With a repair') },
  { value: 'open', label: mark('To decide') },
  { value: 'dismissed', label: mark('Dismissed') },
];

export interface IssueEntry {
  issue: Issue;
  repairs: readonly Recommendation[];
  isDismissed: boolean;
  isAccepted: boolean;
}

export function entries(issues: readonly Issue[], repairs: readonly Recommendation[], plan: Plan): IssueEntry[] {
  const byId = new Map(repairs.map((one) => [one.id, one]));
  return issues.map((issue) => {
    // Best first, as the issue names them; the list of all is in the order in which they run.
    const own = issue.recommendation_ids.flatMap((id) => byId.get(id) ?? []);
    return {
      issue,
      repairs: own,
      isDismissed: areDismissed(own, plan),
      isAccepted: own.some((one) => plan.accepted.includes(one.id)),
    };
  });
}

const TESTS: Readonly<Record<IssueFilter, (entry: IssueEntry) => boolean>> = {
  all: (entry) => !entry.isDismissed,
  fixable: (entry) => !entry.isDismissed && entry.repairs.length > 0,
  open: (entry) => !entry.isDismissed && !entry.isAccepted,
  dismissed: (entry) => entry.isDismissed,
};

export function shownEntries(all: readonly IssueEntry[], search: string, filter: IssueFilter, severity: Severity | null): IssueEntry[] {
  const terms = search.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((entry) => {
    const { issue } = entry;
    if (!TESTS[filter](entry) || (severity !== null && issue.severity !== severity)) return false;
    const haystack = [words(issue.kind), issue.dimension, ...issue.columns, issue.message].join(' ').toLowerCase();
    return terms.every((term) => haystack.includes(term));
  });
}
