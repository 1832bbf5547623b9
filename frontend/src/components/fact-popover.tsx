import { Popover } from '@base-ui/react/popover';
import { Link } from '@tanstack/react-router';
import type { ColumnProfile, Fact } from '@/client/analysis';
import { sourceOf } from '@/lib/facts';
import { measure, words } from '@/lib/format';
import { t } from '@/lib/language';
import css from './sentence.module.css';
import modal from './modal.module.css';

export interface FactProps {
  text: string;
  fact: Fact;
  columns: readonly ColumnProfile[];
  analysisId: string;
}

/** Where a number comes from. It opens as soon as it is drawn. */
export function FactPopover({ text, fact, columns, analysisId }: FactProps) {
  const source = sourceOf(fact, columns);
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger className={css.chip}>{text}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className={css.positioner}>
          <Popover.Popup className={modal.popup}>
            <Popover.Title className={css.title}>{words(fact.metric)}</Popover.Title>
            <p className={css.value}>
              {measure(fact.value)} <span className="soft">{fact.unit === 'percent' ? '%' : fact.unit}</span>
            </p>
            <p className="soft small">
              {source.label}. {fact.is_exact ? t('Counted exactly.') : t('Estimated from a sketch; the profile says how closely.')}
            </p>
            {source.kind === 'issue' && (
              <Link to="/analysis/$analysisId/issues" params={{ analysisId }} search={{ issue: source.id }}>
                {t('Open the issue')}
              </Link>
            )}
            {source.kind === 'column' && (
              <Link to="/analysis/$analysisId/columns" params={{ analysisId }} search={{ column: source.id }}>
                {t('Open the column')}
              </Link>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
