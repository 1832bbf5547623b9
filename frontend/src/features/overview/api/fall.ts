import type { ProfileDocument } from '@/client/analysis';

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
export function fall(quality: ProfileDocument['quality'], shown: number): { steps: Step[]; lowest: number } {
  const sorted = [...quality.deductions].sort((left, right) => right.points - left.points);
  const steps: Step[] = [];
  let level = 100;
  const add = (issueId: string | null, label: string, points: number): void => {
    steps.push({ issueId, label, points, from: level, to: level - points });
    level -= points;
  };
  for (const deduction of sorted.slice(0, shown)) add(deduction.issue_id, sentence(deduction.reason), deduction.points);
  const left = level - quality.score;
  if (sorted.length > shown || left > 0.005) add(null, `${String(Math.max(0, sorted.length - shown))} smaller ones`, left);
  return { steps, lowest: Math.max(0, Math.floor((quality.score - 5) / 10) * 10) };
}

const sentence = (reason: string): string => reason.charAt(0).toUpperCase() + reason.slice(1);
