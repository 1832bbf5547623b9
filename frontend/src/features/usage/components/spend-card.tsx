import { Card } from '@/components/card';
import { Empty, Failure } from '@/components/states';
import { t } from '@/lib/language';
import { byDay, today } from '../api/spending';
import { useStatement } from '../api/usage';
import { DayBars } from './day-bars';
import css from './usage.module.css';

/** What each day of a month cost. */
export function SpendCard({ month }: { month: string }) {
  const statement = useStatement(month);
  if (statement.isError) return <Failure error={statement.error} retry={() => void statement.refetch()} />;
  const days = byDay(statement.data ?? '', month, today());
  const isEmpty = statement.data !== undefined && days.every((day) => day.jobs === 0);
  return (
    <Card title={t('Spend by day')}>
      <div className={css.room}>
        {isEmpty ? (
          <Empty title={t('Nothing was used in this month')}>{t('Every analysis and export of the month will stand here.')}</Empty>
        ) : (
          <DayBars days={days} />
        )}
      </div>
    </Card>
  );
}
