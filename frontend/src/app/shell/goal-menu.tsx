import { Menu } from '@base-ui/react/menu';
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, Target } from 'lucide-react';
import { query } from '@/client/api';
import { GOALS, type Analysis } from '@/client/analysis';
import { buttonClass } from '@/components/button';
import { chooseGoal } from '@/lib/goal';
import css from '@/components/menu.module.css';

/** What the data is for. Another goal ranks anew: an analysis of its own, that is there at once when it was asked before. */
export function GoalMenu({ analysis }: { analysis: Analysis }) {
  const navigate = useNavigate();
  const start = query.useMutation('post', '/api/v1/analysis/start', {
    onSuccess: (started) => navigate({ to: '/analysis/$analysisId', params: { analysisId: started.analysis_id } }),
  });
  const current = GOALS.find((goal) => goal.value === analysis.goal);
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonClass()} disabled={start.isPending}>
        <Target size={14} aria-hidden />
        <span className="hidden">Goal: </span>
        {current?.label ?? analysis.goal}
        <ChevronDown size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={css.positioner} sideOffset={6} align="end">
          <Menu.Popup className={css.popup}>
            {GOALS.map((goal) => (
              <Menu.Item
                key={goal.value}
                className={css.item}
                aria-current={goal.value === analysis.goal}
                onClick={() => {
                  chooseGoal(goal.value);
                  start.mutate({ body: { dataset_id: analysis.dataset_id, goal: goal.value } });
                }}
              >
                <strong>{goal.label}</strong>
                <span className="faint small">{goal.hint}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
