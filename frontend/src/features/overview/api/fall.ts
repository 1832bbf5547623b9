import type { Issue, ProfileDocument } from '@/client/analysis';
import { words } from '@/lib/format';
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
  const sorted = [...quality.deductions].sort((left, right) => right.points - left.points);
  const steps: Step[] = [];
  let level = 100;
  const add = (issueId: string | null, label: string, points: number): void => {
    steps.push({ issueId, label, points, from: level, to: level - points });
    level -= points;
  };
  for (const deduction of sorted.slice(0, shown)) add(deduction.issue_id, named(deduction, issues), deduction.points);
  const left = level - quality.score;
  if (sorted.length > shown || left > 0.005) add(null, plural(Math.max(0, sorted.length - shown), '{0} smaller one', '{0} smaller ones', Math.max(0, sorted.length - shown)), left);
  return { steps, lowest: Math.max(0, Math.floor((quality.score - 5) / 10) * 10) };
}

/** Short, as it stands beside a bar: what was found and where; the reason in full where the issue is not known. */
function named({ issue_id: id, reason }: Deduction, issues: readonly Issue[]): string {
  const issue = issues.find((one) => one.id === id);
  if (issue === undefined) return reason.charAt(0).toUpperCase() + reason.slice(1);
  const kind = words(issue.kind);
  return issue.columns.length === 0 ? kind : t('{0} in {1}', kind, issue.columns.join(', '));
}
