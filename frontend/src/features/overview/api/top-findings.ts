import type { Issue, ProfileDocument, Recommendation, Sentence } from '@/client/analysis';

export interface Finding {
  issue: Issue;
  sentence: Sentence | null;
  repair: Recommendation | null;
}

/** The first `shown` issues in the server's order, which is the goal's, each with its words and its best repair. */
export function topFindings(profile: ProfileDocument, shown: number): Finding[] {
  return profile.issues.slice(0, shown).map((issue) => ({
    issue,
    sentence: sentenceOf(issue, profile),
    repair: repairOf(issue, profile.recommendations),
  }));
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
