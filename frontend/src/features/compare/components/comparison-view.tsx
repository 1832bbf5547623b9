import { useMemo } from 'react';
import { useProfile, type ColumnProfile } from '@/client/analysis';
import type { Schemas } from '@/client/api';
import { Badge } from '@/components/badge';
import { Card } from '@/components/card';
import { count, localised, measure, share, words } from '@/lib/format';
import { mark, t } from '@/lib/language';
import { overlaid, type ColumnDrift } from '../api/drift';
import { Overlay } from './overlay';
import css from './compare.module.css';
import { phrase } from '@/components/phrase';

interface ComparisonViewProps {
  comparison: Schemas['Comparison'];
  before: string;
  after: string;
}

const TONES = { major: 'high', moderate: 'medium', none: 'good', not_compared: 'info' } as const;

export function ComparisonView({ comparison, before, after }: ComparisonViewProps) {
  // The server has put what changed most first.
  const { drifts } = comparison;
  const changed = drifts.filter(isChanged).length;
  const more = comparison.new_row_count - comparison.old_row_count;
  return (
    <>
      <Card>
        <p>
          {drifts.length === 0
            ? t('The two have no column in common, so there is nothing to compare but their size.')
            : phrase('{0} of {1} columns that both have changed noticeably.', <strong className="num">{count(changed)}</strong>, count(drifts.length))}{' '}
          {phrase(
            more === 0 ? mark('Both have {1} rows.') : mark('Rows went from {0} to {1} ({2}).'),
            <strong className="num">{count(comparison.old_row_count)}</strong>,
            <strong className="num">{count(comparison.new_row_count)}</strong>,
            `${more > 0 ? '+' : '−'}${count(Math.abs(more))}`,
          )}
        </p>
      </Card>
      {(comparison.schema_changes.length > 0 || comparison.broken_keys.length > 0) && (
        <Card title={t('Structure')}>
          <ul>
            {(['added', 'removed'] as const).map((kind) => (
              <Wholesale key={kind} kind={kind} names={comparison.schema_changes.filter((change) => change.kind === kind).map((change) => change.column)} />
            ))}
            {comparison.schema_changes.filter((change) => change.kind !== 'added' && change.kind !== 'removed').map((change) => (
              <li key={`${change.kind} ${change.column}`} className={css.line}>
                <Badge tone="medium">{words(change.kind)}</Badge>
                <strong>{change.column}</strong>
                {change.old && change.new && (
                  <span className="soft">
                    {change.old} → {change.new}
                  </span>
                )}
              </li>
            ))}
            {comparison.broken_keys.map((key) => (
              <li key={key.join(' ')} className={css.line}>
                <Badge tone="critical">{t('No key any more')}</Badge>
                <strong>{key.join(' + ')}</strong>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {changed > 0 && (
        <Card title={t('What changed, most first')}>
          <ul>
            {drifts.filter(isChanged).map((drift) => (
              <DriftRow key={drift.column} drift={drift} before={before} after={after} />
            ))}
          </ul>
        </Card>
      )}
      <Unchanged title={t('Unchanged')} drifts={drifts.filter((one) => !isChanged(one) && one.status === 'none')} />
      <Unchanged title={t('Not compared')} drifts={drifts.filter((one) => !isChanged(one) && one.status === 'not_compared')} />
    </>
  );
}

/** Columns that one of both has, on one line: two tables may have none in common. */
function Wholesale({ kind, names }: { kind: 'added' | 'removed'; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <li className={css.line}>
      <Badge tone={kind === 'removed' ? 'high' : 'good'}>{words(kind)}</Badge>
      <strong>{names.join(', ')}</strong>
    </li>
  );
}

const isChanged = (drift: ColumnDrift): boolean => drift.status === 'major' || drift.status === 'moderate' || drift.is_null_share_changed;

/** Names alone; why, in a hint. */
function Unchanged({ title, drifts }: { title: string; drifts: readonly ColumnDrift[] }) {
  if (drifts.length === 0) return null;
  return (
    <Card title={title} side={<span className="faint small num">{count(drifts.length)}</span>}>
      <ul className="row-wrap">
        {drifts.map((drift) => (
          <li key={drift.column}>
            <Badge tone={TONES[drift.status]} title={drift.reason}>
              {drift.column}
            </Badge>
            {drift.status === 'not_compared' && <span className="faint small"> {drift.reason}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Without what lies too far out, where that would press all else into one bar. */
const drawn = (column: ColumnProfile | undefined) => column?.usual_histogram ?? column?.histogram;

function DriftRow({ drift, before, after }: { drift: ColumnDrift; before: string; after: string }) {
  const old = useProfile(before).data?.columns.find((column) => column.name === drift.column);
  const fresh = useProfile(after).data?.columns.find((column) => column.name === drift.column);
  const shape = useMemo(() => overlaid(drawn(old), drawn(fresh)), [old, fresh]);
  return (
    <li className={css.row}>
      <div className="stack-small grow">
        <span className="row-wrap">
          <Badge tone={TONES[drift.status]}>{drift.status === 'none' ? t('same') : words(drift.status)}</Badge>
          <strong className={css.name}>{drift.column}</strong>
          {drift.is_null_share_changed && (
            <span className="soft small num">
              {t('missing {0} → {1}', share(drift.old_null_share), share(drift.new_null_share))}
            </span>
          )}
        </span>
        <span className="soft small">{localised(drift.reason)}</span>
        {typeof drift.old_mean === 'number' && typeof drift.new_mean === 'number' && (
          <span className="faint small num">
            {t('mean {0} → {1}', measure(drift.old_mean), measure(drift.new_mean))}
          </span>
        )}
        {drift.new_categories.length > 0 && <span className="small soft">{t('new: {0}', drift.new_categories.slice(0, 8).join(', '))}</span>}
        {drift.lost_categories.length > 0 && <span className="small soft">{t('lost: {0}', drift.lost_categories.slice(0, 8).join(', '))}</span>}
      </div>
      {shape !== null && <Overlay shape={shape} label={drift.column} />}
    </li>
  );
}
