import { Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { inputClass } from '@/components/field';
import { Modal } from '@/components/modal';
import { Segments } from '@/components/segments';
import { Empty } from '@/components/states';
import { words } from '@/lib/format';
import { useMedia } from '@/lib/media';
import { useShortcuts } from '@/lib/shortcuts';
import { entries, ISSUE_FILTERS, shownEntries, type IssueFilter } from '../api/issue-list';
import { accept, dismiss, leave, restore, usePlan } from '../api/plan';
import { IssueDetail } from './issue-detail';
import { IssueList } from './issue-list';
import { PlanBar } from './plan-bar';
import css from './repairs.module.css';

interface IssuesPageProps {
  analysisId: string;
  profile: ProfileDocument;
  /** Id of the issue that is shown; it stands in the address. */
  selected: string | null;
  onSelect: (issueId: string | null) => void;
}

/** Issues at the left, the selected one with its repairs and code at the right, the plan at the bottom. */
export function IssuesPage({ analysisId, profile, selected, onSelect }: IssuesPageProps) {
  const control = usePlan(analysisId, profile);
  const { plan, change } = control;
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<IssueFilter>('all');
  const field = useRef<HTMLInputElement>(null);
  const isWide = useMedia('(min-width: 900px)');
  const all = useMemo(() => entries(profile.issues, profile.recommendations, plan), [profile, plan]);
  const shown = useMemo(() => shownEntries(all, search, filter, null), [all, search, filter]);
  const current = all.find((entry) => entry.issue.id === selected) ?? (isWide ? shown[0] : undefined);
  const currentId = current?.issue.id ?? null;
  useEffect(() => {
    if (selected === null && isWide && currentId !== null) onSelect(currentId);
  }, [selected, isWide, currentId, onSelect]);
  const toggleDismissed = (): void => {
    if (current === undefined) return;
    change(current.isDismissed ? restore(plan, current.issue.id) : dismiss(plan, current.issue.id, profile.recommendations));
  };
  const toggleAccepted = (id: string): void => change(plan.accepted.includes(id) ? leave(plan, id) : accept(plan, id));
  const move = (step: number): void => {
    const at = shown.findIndex((entry) => entry.issue.id === currentId);
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + step))];
    if (next !== undefined) onSelect(next.issue.id);
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    '/': () => field.current?.focus(),
    a: () => {
      const first = current?.repairs[0];
      if (first !== undefined) toggleAccepted(first.id);
    },
    d: toggleDismissed,
  });
  const detail = current !== undefined && (
    <IssueDetail
      analysisId={analysisId}
      entry={current}
      profile={profile}
      plan={plan}
      onToggle={toggleAccepted}
      onDismiss={toggleDismissed}
    />
  );
  if (profile.issues.length === 0) return <Empty title="Nothing is wrong">No check found anything in this table.</Empty>;
  return (
    <div className={css.page}>
      <div className="row-wrap">
        <div className={css.search}>
          <Search size={14} aria-hidden />
          <input
            ref={field}
            className={inputClass}
            type="search"
            aria-label="Search the issues"
            placeholder="Search   /"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
            }}
          />
        </div>
        <Segments label="Show" value={filter} options={ISSUE_FILTERS} onChange={setFilter} />
      </div>
      <div className={css.split}>
        {shown.length === 0 ? (
          <Empty title="No issue matches">Try other words, or show all issues.</Empty>
        ) : (
          <IssueList entries={shown} selected={currentId} onSelect={onSelect} />
        )}
        {isWide ? (
          <div className={css.detail}>{detail}</div>
        ) : (
          <Modal
            look="drawer"
            isOpen={selected !== null && current !== undefined}
            onClose={() => onSelect(null)}
            title={current === undefined ? '' : words(current.issue.kind)}
          >
            {detail}
          </Modal>
        )}
      </div>
      <PlanBar analysisId={analysisId} profile={profile} control={control} />
    </div>
  );
}
