import { Menu } from '@base-ui/react/menu';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { query } from '@/client/api';
import { fetchFinished, GOALS, type Analysis } from '@/client/analysis';
import { buttonClass } from '@/components/button';
import { chooseGoal } from '@/lib/goal';
import { Refusal } from '@/components/short-form';
import { t } from '@/lib/language';
import { GoalLabel } from './goal-label';
import css from '@/components/menu.module.css';

/** What the data is for; open from the start, as it is loaded for whoever has asked for it. Another goal ranks anew what was measured: an analysis of its own, in one request, on the same tab. */
export function GoalMenu({ analysis }: { analysis: Analysis }) {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const tab = useTab();
  const start = query.useMutation('post', '/api/v1/analysis/start', {
    onSuccess: async (started) => {
      const params = { analysisId: started.analysis_id };
      // The old order stays in sight until the new one is here, and the open tab stays open.
      if (started.status === 'completed') await fetchFinished(cache, started);
      await navigate({ to: started.status === 'completed' ? tab : '/analysis/$analysisId', params });
      void cache.invalidateQueries({ queryKey: ['get', '/api/v1/analysis'] });
    },
  });
  return (
    <>
      <Refusal error={start.error} />
      <Menu.Root defaultOpen>
        <Menu.Trigger className={buttonClass()} disabled={start.isPending}>
          <GoalLabel goal={analysis.goal} busy={start.isPending} />
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
                    start.mutate({ body: { dataset_id: analysis.dataset_id, goal: goal.value, sheet: analysis.sheet ?? null } });
                  }}
                >
                  <strong>{t(goal.label)}</strong>
                  <span className="faint small">{t(goal.hint)}</span>
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  );
}

const TABS = ['issues', 'columns', 'relations', 'exports'] as const;

/** The tab that is open now. */
function useTab() {
  const last = useLocation({ select: ({ pathname }) => pathname.split('/')[3] });
  const found = TABS.find((one) => one === last);
  return found === undefined ? '/analysis/$analysisId' : (`/analysis/$analysisId/${found}` as const);
}
