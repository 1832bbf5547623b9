import { X } from 'lucide-react';
import type { Recommendation } from '@/client/analysis';
import { IconButton } from '@/components/button';
import { VerificationBadge } from '@/components/verification-badge';
import css from './repairs.module.css';

interface PlanListProps {
  accepted: readonly Recommendation[];
  onLeave: (repair: Recommendation) => void;
}

/** The repairs of the plan. They run by kind (cells, then rows, then columns), so that a second run finds nothing to do. */
export function PlanList({ accepted, onLeave }: PlanListProps) {
  return (
    <ol className={css.planList} aria-label="Repairs of the plan">
      {accepted.map((repair) => (
        <li key={repair.id} className={css.planItem}>
          <div className="stack-small grow">
            <span>
              {repair.title}
              {typeof repair.repair.parameters['column'] === 'string' && (
                <code className={css.planColumn}>{repair.repair.parameters['column']}</code>
              )}
            </span>
            <span>
              <VerificationBadge verification={repair.verification} />
            </span>
          </div>
          <IconButton label={`Leave out: ${repair.title}`} onClick={() => onLeave(repair)}>
            <X size={14} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ol>
  );
}
