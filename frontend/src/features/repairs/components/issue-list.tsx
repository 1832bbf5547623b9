import { Check, ChevronRight, EyeOff, Minus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { SeverityBadge } from '@/components/badge';
import { count, rows, words } from '@/lib/format';
import { plural, t } from '@/lib/language';
import type { IssueRow } from '../api/issue-rows';
import css from './repairs.module.css';

interface IssueListProps {
  lines: readonly IssueRow[];
  selected: string | null;
  onSelect: (issueId: string) => void;
  /** Opens or folds the group of that first issue. */
  onFold: (issueId: string) => void;
}

export function IssueList({ lines, selected, onSelect, onFold }: IssueListProps) {
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // In a block: newer browsers return a promise, which React would take for a way to clean up.
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <ul className={css.list} aria-label={t('Issues')}>
      {lines.map(({ entry: { issue, repairs, isAccepted, isDismissed }, group, isHead, isOpen }) => (
        <li key={issue.id} data-inside={group.length > 1 && !isHead}>
          <button
            ref={issue.id === selected ? current : undefined}
            type="button"
            className={css.item}
            aria-current={issue.id === selected}
            aria-expanded={isHead ? isOpen : undefined}
            onClick={() => {
              onSelect(issue.id);
              if (isHead) onFold(issue.id);
            }}
          >
            <span className="between">
              <span className={css.itemTitle}>
                {isHead && <ChevronRight size={13} aria-hidden className={css.fold} data-open={isOpen} />}
                {words(issue.kind)}
              </span>
              <SeverityBadge severity={issue.severity} />
            </span>
            <span className="between small soft">
              <span className="ellipsis">{issue.columns.length === 0 ? t('whole table') : issue.columns.join(', ')}</span>
              {isHead && <span className={css.more}>{plural(group.length - 1, 'and {0} more column', 'and {0} more columns', count(group.length - 1))}</span>}
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
