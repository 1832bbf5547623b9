import { Check, EyeOff, Minus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { SeverityBadge } from '@/components/badge';
import { rows, words } from '@/lib/format';
import { t } from '@/lib/language';
import type { IssueEntry } from '../api/issue-list';
import css from './repairs.module.css';

interface IssueListProps {
  entries: readonly IssueEntry[];
  selected: string | null;
  onSelect: (issueId: string) => void;
}

export function IssueList({ entries, selected, onSelect }: IssueListProps) {
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // In a block: newer browsers return a promise, which React would take for a way to clean up.
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <ul className={css.list} aria-label={t('Issues')}>
      {entries.map(({ issue, repairs, isAccepted, isDismissed }) => (
        <li key={issue.id}>
          <button
            ref={issue.id === selected ? current : undefined}
            type="button"
            className={css.item}
            aria-current={issue.id === selected}
            onClick={() => onSelect(issue.id)}
          >
            <span className="between">
              <span className={css.itemTitle}>{words(issue.kind)}</span>
              <SeverityBadge severity={issue.severity} />
            </span>
            <span className="between small soft">
              <span className="ellipsis">{issue.columns.length === 0 ? t('whole table') : issue.columns.join(', ')}</span>
              <span className="num">{rows(issue.affected_row_count)}</span>
            </span>
            <span className={css.itemState} data-state={isDismissed ? 'dismissed' : isAccepted ? 'accepted' : 'open'}>
              <State isDismissed={isDismissed} isAccepted={isAccepted} hasRepair={repairs.length > 0} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function State({ isDismissed, isAccepted, hasRepair }: { isDismissed: boolean; isAccepted: boolean; hasRepair: boolean }) {
  if (isDismissed) {
    return (
      <>
        <EyeOff size={12} aria-hidden /> {t('dismissed')}
      </>
    );
  }
  if (isAccepted) {
    return (
      <>
        <Check size={12} aria-hidden /> {t('repair in the plan')}
      </>
    );
  }
  return (
    <>
      <Minus size={12} aria-hidden /> {hasRepair ? t('repair on offer') : t('needs a decision of yours')}
    </>
  );
}
