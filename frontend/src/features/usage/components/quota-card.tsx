import type { Schemas } from '@/client/api';
import { Card } from '@/components/card';
import { Meter } from '@/components/meter';
import { bytes, words } from '@/lib/format';
import { t } from '@/lib/language';
import { byDay, today } from '../api/spending';
import { useStatement } from '../api/usage';
import css from './usage.module.css';

/** How much may be read today, whatever month is looked at. */
export function QuotaCard({ usage }: { usage: Schemas['UsageReport'] }) {
  const day = today();
  const statement = useStatement(day.slice(0, 7));
  const read = statement.data === undefined ? null : (byDay(statement.data, day.slice(0, 7), day).at(-1)?.bytes ?? 0);
  const quota = usage.daily_bytes;
  return (
    <Card title={t('Read today')} side={<span className="faint small">{t('Plan: {0}', words(usage.plan))}</span>}>
      <div className="stack">
        <p className={css.figure}>{read === null ? '–' : bytes(read)}</p>
        {quota !== null && <Meter label={t('Part of today’s quota that is used')} value={Math.min(1, (read ?? 0) / quota)} />}
        <p className="soft small">{quota === null ? t('The plan sets no limit.') : t('Of at most {0} a day (UTC), counted by the size of the files.', bytes(quota))}</p>
      </div>
    </Card>
  );
}
