import type { Issue, ProfileDocument } from '@/client/analysis';
import { issueGroups } from '@/client/issue-groups';
import { columns, words } from '@/lib/format';
import { plural, t } from '@/lib/language';

type Deduction = ProfileDocument['quality']['deductions'][number];

export interface Step {
  issueId: string | null;
  label: string;
  points: number;
  from: number;
  to: number;
}

/**
 * The deductions as steps from 100 to the score.
 *
 * What the largest `shown` leave is one last step, and so is the cent that rounding may leave between the sum of
 * the deductions and the score: the steps add up by construction.
 */
export function fall({ quality, issues }: { quality: ProfileDocument['quality']; issues: readonly Issue[] }, shown: number): { steps: Step[]; lowest: number } {
  const sorted = losses(quality.deductions, issues);
  const steps: Step[] = [];
  let level = 100;
  const add = (issueId: string | null, label: string, points: number): void => {
    steps.push({ issueId, label, points, from: level, to: level - points });
    level -= points;
  };
  for (const { issueId, label, points } of sorted.slice(0, shown)) add(issueId, label, points);
  const left = level - quality.score;
  if (sorted.length > shown || left > 0.005) add(null, plural(Math.max(0, sorted.length - shown), '{0} smaller one', '{0} smaller ones', Math.max(0, sorted.length - shown)), left);
  return { steps, lowest: Math.max(0, Math.floor((quality.score - 5) / 10) * 10) };
}

/** The deductions, largest first; those of issues that are alike are one. */
function losses(deductions: readonly Deduction[], issues: readonly Issue[]): Pick<Step, 'issueId' | 'label' | 'points'>[] {
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  const of = new Map(deductions.map((one) => [one.issue_id, one]));
  const alike = issueGroups(issues, (issue) => issue).filter((group) => group.length > 1);
  const grouped = new Set(alike.flat().map((issue) => issue.id));
  const single = deductions.filter((one) => !grouped.has(one.issue_id)).map((one) => ({ issueId: one.issue_id, label: named(one, byId.get(one.issue_id)), points: one.points }));
  const together = alike.flatMap((group) => {
    const [first] = group;
    const points = group.reduce((sum, issue) => sum + (of.get(issue.id)?.points ?? 0), 0);
    return first === undefined || points === 0 ? [] : [{ issueId: first.id, label: t('{0} in {1}', words(first.kind), columns(group.length)), points }];
  });
  return [...single, ...together].sort((left, right) => right.points - left.points);
}

/** Short, as it stands beside a bar: what was found and where; the reason in full where the issue is not known. */
function named({ reason }: Deduction, issue: Issue | undefined): string {
  if (issue === undefined) return reason.charAt(0).toUpperCase() + reason.slice(1);
  const kind = words(issue.kind);
  return issue.columns.length === 0 ? kind : t('{0} in {1}', kind, issue.columns.join(', '));
}
