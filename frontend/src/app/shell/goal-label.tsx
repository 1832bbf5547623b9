import { ChevronDown, Target } from 'lucide-react';
import { GOALS, type Goal } from '@/client/analysis';
import { t } from '@/lib/language';

/** What stands on the button of the menu of goals. */
export function GoalLabel({ goal, busy }: { goal: Goal; busy?: boolean }) {
  return (
    <>
      <Target size={14} aria-hidden />
      <span className="hidden">{t('Goal:')} </span>
      {busy === true ? t('Ranking anew') : t(GOALS.find(({ value }) => value === goal)?.label ?? goal)}
      <ChevronDown size={14} aria-hidden />
    </>
  );
}
