import { CircleCheck } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ProfileDocument, Recommendation } from '@/client/analysis';
import { issueGroups } from '@/client/issue-groups';
import { SearchField } from '@/components/search-field';
import { Segments } from '@/components/segments';
import { Empty } from '@/components/states';
import { words } from '@/lib/format';
import { useMedia } from '@/lib/media';
import { useShortcuts } from '@/lib/shortcuts';
import { t } from '@/lib/language';
import { entries, ISSUE_FILTERS, shownEntries, type IssueFilter } from '../api/issue-list';
import { issueRows } from '../api/issue-rows';
import { toggle, toggleAll } from '../api/plan';
import { usePlan } from '../api/use-plan';
import { IssueDetail } from './issue-detail';
import { IssueList } from './issue-list';
import { MutedIssues } from './muted-issues';
import { PlanBar } from './plan-bar';
import css from './repairs.module.css';

const Modal = lazy(() => import('@/components/modal').then((module) => ({ default: module.Modal })));

interface IssuesPageProps {
  analysisId: string;
  profile: ProfileDocument;
  /** Id of the issue that is shown; it stands in the address. Null: the first, where there is room for it. */
  selected: string | null;
  onSelect: (issueId: string | null) => void;
}

/** Issues at the left, the selected one with its repairs and code at the right, the plan at the bottom. */
export function IssuesPage({ analysisId, profile, selected, onSelect }: IssuesPageProps) {
  const control = usePlan(analysisId, profile);
  const { plan, decide } = control;
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<IssueFilter>('all');
  const isWide = useMedia('(min-width: 900px)');
  // The drawer of narrow pages is loaded when it is first wanted, and stays for the sake of its closing.
  const [wasOpened, setOpenedOnce] = useState(false);
  if (selected !== null && !wasOpened) setOpenedOnce(true);
  const all = useMemo(() => entries(profile.issues, profile.recommendations, plan), [profile, plan]);
  const shown = useMemo(() => shownEntries(all, search, filter, null), [all, search, filter]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => issueRows(shown, opened, selected), [shown, opened, selected]);
  const current = all.find((entry) => entry.issue.id === selected) ?? (isWide ? shown[0] : undefined);
  const currentId = current?.issue.id ?? null;
  const toggleDismissed = (): void => {
    if (current !== undefined && current.repairs.length > 0) decide([toggleAll(current.repairs, plan)]);
  };
  const toggleAccepted = (repair: Recommendation): void => decide([toggle(repair, plan)]);
  const move = (step: number): void => {
    const at = lines.findIndex(({ entry }) => entry.issue.id === currentId);
    const next = lines[Math.min(lines.length - 1, Math.max(0, at + step))];
    if (next !== undefined) onSelect(next.entry.issue.id);
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    a: () => {
      const first = current?.repairs.find((one) => one.verification.status !== 'refused');
      if (first !== undefined) toggleAccepted(first);
    },
    d: toggleDismissed,
  });
  const fold = (issueId: string): void => {
    const next = new Set(opened);
    if (!next.delete(issueId)) next.add(issueId);
    setOpened(next);
  };
  // Also of what the filter hides, such as columns that were just left out.
  const alike = useMemo(() => issueGroups(all, ({ issue }) => issue).find((group) => group.some(({ issue }) => issue.id === currentId)) ?? [], [all, currentId]);
  const detail = current !== undefined && (
    <IssueDetail
      analysisId={analysisId}
      entry={current}
      alike={alike}
      profile={profile}
      plan={plan}
      onToggle={toggleAccepted}
      onDecide={decide}
      onDismiss={toggleDismissed}
    />
  );
  const isAnything = profile.issues.length > 0;
  return (
    <div className={css.page}>
      <div className="row-wrap">
        {isAnything && <SearchField label={t('Search the issues')} value={search} onChange={setSearch} />}
        {isAnything && <Segments label={t('Show')} value={filter} options={ISSUE_FILTERS} onChange={setFilter} />}
        <MutedIssues count={profile.muted_issue_count} />
      </div>
      {isAnything ? (
        <div className={css.split}>
          {shown.length === 0 ? (
            <Empty title={t('No issue matches')}>{t('Try other words, or show all issues.')}</Empty>
          ) : (
            <IssueList lines={lines} selected={currentId} onSelect={onSelect} onFold={fold} />
          )}
          {isWide ? (
            <div className={css.detail}>{detail}</div>
          ) : wasOpened && (
            <Suspense>
              <Modal
                look="drawer"
                isOpen={selected !== null && current !== undefined}
                onClose={() => onSelect(null)}
                title={current === undefined ? '' : words(current.issue.kind)}
              >
                {detail}
              </Modal>
            </Suspense>
          )}
        </div>
      ) : (
        <NothingWrong mutedCount={profile.muted_issue_count} />
      )}
      {isAnything && <PlanBar analysisId={analysisId} profile={profile} control={control} />}
    </div>
  );
}

function NothingWrong({ mutedCount }: { mutedCount: number }) {
  return (
    <Empty title={t('Nothing is wrong')} icon={<CircleCheck size={28} aria-hidden />}>
      {mutedCount === 0 ? t('No check found anything in this table.') : t('Nothing but what this workspace has muted.')}
    </Empty>
  );
}
