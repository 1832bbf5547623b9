import { BadgeCheck, Ban, Clock } from 'lucide-react';
import type { Schemas } from '@/client/api';
import { count, rows } from '@/lib/format';
import { listOf } from '@/lib/lists';
import { Badge } from './badge';

type Verification = Schemas['Verification'];

/** Whether the repair was run on this data, and what that changed. */
export function VerificationBadge({ verification }: { verification: Verification }) {
  if (verification.status === 'verified') {
    return (
      <Badge tone="good" title={explained(verification)}>
        <BadgeCheck size={12} aria-hidden />
        verified, {changed(verification)}
      </Badge>
    );
  }
  if (verification.status === 'refused') {
    return (
      <Badge tone="bad" title={verification.reason ?? ''}>
        <Ban size={12} aria-hidden />
        refused
      </Badge>
    );
  }
  return (
    <Badge title={verification.reason ?? 'It has not been run on the data.'}>
      <Clock size={12} aria-hidden />
      not run
    </Badge>
  );
}

export function changed({ cells_changed: cells, rows_removed: removed }: Verification): string {
  if (removed > 0) return `${rows(removed)} removed`;
  return `${count(cells)} ${cells === 1 ? 'cell' : 'cells'} changed`;
}

export function explained(verification: Verification): string {
  const { issue_count_before: before, issue_count_after: after, rows_checked: checked, is_sample: isSample } = verification;
  const ran = `Run on ${rows(checked)}${isSample ? ' (a sample)' : ''}: affected before ${count(before)}, after ${count(after)}.`;
  return `${ran} Nothing else was touched.${agreed(verification)}`;
}

/** In which languages besides polars the repair made the same table. */
function agreed({ languages }: Verification): string {
  const same = listOf(languages).filter((each) => each.outcome === 'same').map((each) => names[each.language] ?? each.language);
  return same.length > 0 ? ` Run in polars, ${same.join(', ')}: same table.` : '';
}

const names: Record<string, string> = { duckdb: 'DuckDB' };
