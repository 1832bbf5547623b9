import { BadgeCheck, Ban, Clock } from 'lucide-react';
import type { Schemas } from '@/client/api';
import { count, measure, rows } from '@/lib/format';
import { listOf } from '@/lib/lists';
import { plural, t } from '@/lib/language';
import { Badge } from './badge';

type Verification = Schemas['Verification'];

/** Whether the repair was run on this data, and what that changed. */
export function VerificationBadge({ verification }: { verification: Verification }) {
  if (verification.status === 'verified') {
    return (
      <Badge tone="good" title={explained(verification)}>
        <BadgeCheck size={12} aria-hidden />
        {t('verified, {0}', changed(verification))}
      </Badge>
    );
  }
  if (verification.status === 'refused') {
    return (
      <Badge tone="bad" title={verification.reason ?? ''}>
        <Ban size={12} aria-hidden />
        {t('refused')}
      </Badge>
    );
  }
  return (
    <Badge title={verification.reason ?? t('It has not been run on the data.')}>
      <Clock size={12} aria-hidden />
      {t('not run')}
    </Badge>
  );
}

export function changed({ cells_changed: cells, rows_removed: removed, rows_added: added }: Verification): string {
  if (removed > 0) return t('{0} removed', rows(removed));
  if (added > 0) return t('{0} added', rows(added));
  return plural(cells, '{0} cell changed', '{0} cells changed', count(cells));
}

export function explained(verification: Verification): string {
  const { issue_count_before: before, issue_count_after: after, rows_checked: checked, is_sample: isSample } = verification;
  const ran = isSample ? t('Run on the first {0}, a sample.', rows(checked)) : t('Verified on all {0}.', rows(checked));
  const found = t('Affected before {0}, after {1}.', count(before), count(after));
  return `${ran} ${found} ${t('Nothing else was touched.')}${took(verification)}${agreed(verification)}`;
}

function took({ seconds }: Verification): string {
  return seconds == null ? '' : ` ${t('It took {0} s.', measure(Math.max(0.01, Math.round(seconds * 100) / 100)))}`;
}

/** In which languages besides polars the repair made the same table. */
function agreed({ languages }: Verification): string {
  const same = listOf(languages).filter((each) => each.outcome === 'same').map((each) => names[each.language] ?? each.language);
  return same.length > 0 ? ` ${t('Run in polars, {0}: same table.', same.join(', '))}` : '';
}

const names: Record<string, string> = { duckdb: 'DuckDB' };
