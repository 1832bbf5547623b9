import { issueGroups } from '@/client/issue-groups';
import type { Issue, ProfileDocument, Recommendation, Sentence } from '@/client/analysis';

export interface Finding {
  issue: Issue;
  sentence: Sentence | null;
  repair: Recommendation | null;
  /** How many columns have it: more than one where issues are alike. */
  columnCount: number;
}

/**
 * The first `shown` issues in the server's order, which is the goal's, those that are alike as one, each with its words and its best repair.
 *
 * The one that costs most points is always among them: the score's fall names it first, and people look for it here.
 */
export function topFindings(profile: ProfileDocument, shown: number): Finding[] {
  const groups = issueGroups(profile.issues, (issue) => issue);
  const first = groups.slice(0, shown);
  const costly = costliest(groups, profile.quality);
  if (costly !== undefined && !first.includes(costly)) first.splice(shown - 1, 1, costly);
  return first.flatMap((group) => {
    // The words of a group are those of one of its issues.
    const issue = group.find((one) => sentenceOf(one, profile) !== null) ?? group[0];
    if (issue === undefined) return [];
    return [{ issue, sentence: sentenceOf(issue, profile), repair: repairOf(issue, profile.recommendations), columnCount: group.length }];
  });
}

function costliest(groups: readonly Issue[][], { deductions }: ProfileDocument['quality']): Issue[] | undefined {
  const points = new Map(deductions.map((one) => [one.issue_id, one.points]));
  const cost = (group: readonly Issue[]): number => group.reduce((sum, issue) => sum + (points.get(issue.id) ?? 0), 0);
  const [worst] = [...groups].sort((left, right) => cost(right) - cost(left));
  return worst !== undefined && cost(worst) > 0 ? worst : undefined;
}

/** A sentence belongs to an issue when it cites that issue's facts. */
function sentenceOf(issue: Issue, { insight }: ProfileDocument): Sentence | null {
  if (!insight) return null;
  const own = new Set(insight.facts.filter((fact) => fact.scope === `issue:${issue.id}`).map((fact) => fact.id));
  return insight.findings.find((sentence) => sentence.fact_ids.some((id) => own.has(id))) ?? null;
}

/** A verified repair before one that was not, a safe one before one that loses something. */
export function repairOf(issue: Issue, recommendations: readonly Recommendation[]): Recommendation | null {
  const own = recommendations.filter((one) => issue.recommendation_ids.includes(one.id));
  const worth = (one: Recommendation): number =>
    (one.verification.status === 'verified' ? 4 : 0) + (one.is_default ? 2 : 0) + (one.is_safe ? 1 : 0);
  return own.sort((left, right) => worth(right) - worth(left))[0] ?? null;
}
