import type { Issue, ProfileDocument, Recommendation, Sentence } from '@/client/analysis';

export interface Finding {
  issue: Issue;
  sentence: Sentence | null;
  repair: Recommendation | null;
}

/**
 * The first `shown` issues in the server's order, which is the goal's, each with its words and its best repair.
 *
 * The one that costs most points is always among them: the score's fall names it first, and people look for it here.
 */
export function topFindings(profile: ProfileDocument, shown: number): Finding[] {
  const first = profile.issues.slice(0, shown);
  const costly = costliest(profile);
  if (costly !== undefined && !first.includes(costly)) first.splice(shown - 1, 1, costly);
  return first.map((issue) => ({
    issue,
    sentence: sentenceOf(issue, profile),
    repair: repairOf(issue, profile.recommendations),
  }));
}

function costliest({ issues, quality }: ProfileDocument): Issue | undefined {
  const [worst] = [...quality.deductions].sort((left, right) => right.points - left.points);
  return issues.find((one) => one.id === worst?.issue_id);
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
