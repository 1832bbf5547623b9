import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Recommendation } from '@/client/analysis';
import { Button, IconButton } from '@/components/button';
import { VerificationBadge } from '@/components/verification-badge';
import { count } from '@/lib/format';
import { plural, t } from '@/lib/language';
import { foldedSteps } from '../api/order';
import css from './repairs.module.css';

interface PlanListProps {
  accepted: readonly Recommendation[];
  /** Why a repair runs at another place than it stands, or not at all; by its id. */
  remarks: Readonly<Record<string, string>>;
  onLeave: (repair: Recommendation) => void;
  onMove: (from: number, to: number) => void;
}

/** The repairs of the plan in their order, which can be changed by dragging, or with the arrows. */
export function PlanList({ accepted, remarks, onLeave, onMove }: PlanListProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLOListElement>(null);
  /** The focus goes along with the repair that was moved, so that the same key moves it on. */
  const follow = useRef<{ id: string; place: number; direction: 'up' | 'down' } | null>(null);
  const move = (from: number, to: number, direction: 'up' | 'down'): void => {
    onMove(from, to);
    follow.current = { id: accepted[from]?.id ?? '', place: to, direction };
  };
  useEffect(() => {
    const { id, place, direction } = follow.current ?? {};
    if (place === undefined || accepted[place]?.id !== id) return;
    follow.current = null;
    list.current?.querySelector<HTMLElement>(`[data-place='${String(place)}'] [data-move=${direction ?? ''}]`)?.focus();
  }, [accepted]);
  return (
    <ol ref={list} className={css.planList} aria-label={t('Repairs of the plan')}>
      {foldedSteps(accepted, opened).map(({ repair, place, folded }) => (
        <li
          key={repair.id}
          data-place={place}
          className={css.planItem}
          data-dragged={dragged === place}
          data-over={over === place && dragged !== place ? (dragged !== null && dragged < place ? 'below' : 'above') : undefined}
          draggable={folded === 0}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', repair.id);
            setDragged(place);
          }}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(place);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null) onMove(dragged, place);
          }}
          onDragEnd={() => {
            setDragged(null);
            setOver(null);
          }}
        >
          <GripVertical size={14} aria-hidden className={css.grip} />
          <div className="stack-small grow">
            <span>
              {repair.title}
              {typeof repair.repair.parameters['column'] === 'string' && <code className={css.planColumn}>{repair.repair.parameters['column']}</code>}
            </span>
            <span>
              <VerificationBadge verification={repair.verification} />
            </span>
            {folded > 0 && (
              <span className="row-wrap soft small">
                {plural(folded, 'and the same in {0} more column', 'and the same in {0} more columns', count(folded))}
                <Button size="small" look="quiet" onClick={() => setOpened(new Set([...opened, repair.id]))}>
                  {t('Show all {0}', count(folded + 1))}
                </Button>
              </span>
            )}
            {remarks[repair.id] !== undefined && <span className="soft small">{remarks[repair.id]}</span>}
          </div>
          {folded === 0 && (
            <span className={css.planActions}>
              <IconButton label={t('Earlier: {0}', repair.title)} data-move="up" disabled={place === 0} onClick={() => move(place, place - 1, 'up')}>
                <ArrowUp size={14} aria-hidden />
              </IconButton>
              <IconButton label={t('Later: {0}', repair.title)} data-move="down" disabled={place === accepted.length - 1} onClick={() => move(place, place + 1, 'down')}>
                <ArrowDown size={14} aria-hidden />
              </IconButton>
              <IconButton label={t('Leave out: {0}', repair.title)} onClick={() => onLeave(repair)}>
                <X size={14} aria-hidden />
              </IconButton>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
