import { lazy, Suspense } from 'react';
import { Card } from '@/components/card';
import { Empty, Failure, Skeleton } from '@/components/states';
import { bytes, count, dayName, money } from '@/lib/format';
import { t } from '@/lib/language';
import { byDay, today, type Day } from '../api/spending';
import { useStatement } from '../api/usage';

const Chart = lazy(() => import('@/components/chart').then((module) => ({ default: module.Chart })));
const HEIGHT = 220;

/** What each day of a month cost. */
export function SpendCard({ month }: { month: string }) {
  const statement = useStatement(month);
  if (statement.isPending) {
    return (
      <Card title={t('Spend by day')}>
        <Skeleton height={HEIGHT} />
      </Card>
    );
  }
  if (statement.isError) return <Failure error={statement.error} retry={() => void statement.refetch()} />;
  const days = byDay(statement.data, month, today());
  return (
    <Card title={t('Spend by day')}>
      {days.every((day) => day.jobs === 0) ? (
        <Empty title={t('Nothing was used in this month')}>{t('Every analysis and export of the month will stand here.')}</Empty>
      ) : (
        <Suspense fallback={<Skeleton height={HEIGHT} />}>
          <Chart height={HEIGHT} label={described(days)} option={(colors) => ({ ...frame(colors, days), series: [bars(colors.bar, days)] })} />
        </Suspense>
      )}
    </Card>
  );
}

function described(days: readonly Day[]): string {
  const used = days.filter((day) => day.jobs > 0);
  return `Spend by day: ${used.map((day) => `${dayName(day.day)}: ${money(day.dollars)}`).join('; ')}`;
}

function frame(colors: { faint: string; line: string }, days: readonly Day[]) {
  return {
    grid: { left: 10, right: 4, top: 14, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: days.map((day) => String(Number(day.day.slice(8)))),
      axisTick: { show: false },
      axisLabel: { color: colors.faint, hideOverlap: true },
      axisLine: { lineStyle: { color: colors.line } },
    },
    yAxis: { type: 'value', axisLabel: { color: colors.faint, formatter: money }, splitNumber: 4, splitLine: { lineStyle: { color: colors.line } } },
    tooltip: { trigger: 'axis', renderMode: 'richText', formatter: (found: unknown) => tip(found, days) },
  };
}

function bars(color: string, days: readonly Day[]) {
  return { type: 'bar', data: days.map((day) => day.dollars), barMaxWidth: 28, itemStyle: { color, borderRadius: [2, 2, 0, 0] }, animation: false };
}

function tip(found: unknown, days: readonly Day[]): string {
  const index: unknown = Array.isArray(found) ? Reflect.get(Object(found[0]), 'dataIndex') : undefined;
  const day = typeof index === 'number' ? days[index] : undefined;
  if (day === undefined) return '';
  return `${dayName(day.day)}\n${money(day.dollars)}\n${count(day.jobs)} jobs and exports, ${bytes(day.bytes)}`;
}
