import type { Goal } from '@/client/analysis';
import { GOALS } from '@/client/analysis';

const KEY = 'datainsight.goal';

/** The goal for the next upload. */
export function chosenGoal(): Goal {
  const found = localStorage.getItem(KEY);
  return GOALS.find((goal) => goal.value === found)?.value ?? 'general_audit';
}

export function chooseGoal(goal: Goal): void {
  localStorage.setItem(KEY, goal);
}
