import { lazy, Suspense, useMemo } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { Skeleton } from '@/components/states';
import { coefficient, measure, words } from '@/lib/format';
import type { ChartColors } from '@/lib/chart-colors';
import { t } from '@/lib/language';
import type { Matrix } from '../api/matrix';

const Chart = lazy(() => import('@/components/chart').then((module) => ({ default: module.Chart })));

const ROW = 26;
/** More columns than that leave no room for figures. */
const WRITTEN = 14;

/** Blue for "rise together", orange for "one falls when the other rises"; paler is weaker. */
export function CorrelationMatrix({ matrix }: { matrix: Matrix }) {
  const option = useMemo(() => (colors: ChartColors) => options(matrix, colors), [matrix]);
  const { names } = matrix;
  return (
    <Suspense fallback={<Skeleton height={320} />}>
      <Chart height={Math.max(220, names.length * ROW + 120)} label={t('Matrix of the associations of {0}; the strongest are listed beside it', names.join(', '))} option={option} />
    </Suspense>
  );
}

function options({ names, cells }: Matrix, colors: ChartColors): EChartsCoreOption {
  const data = cells.flatMap((row, y) => row.map((cell, x) => [x, y, cell?.value ?? null]));
  const axis = {
    type: 'category',
    data: names,
    axisTick: { show: false },
    axisLine: { show: false },
    splitArea: { show: false },
  };
  const label = { color: colors.faint, width: 120, overflow: 'truncate', fontSize: 11 };
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: { ...axis, axisLabel: { ...label, rotate: 40 } },
    yAxis: { ...axis, inverse: true, axisLabel: label },
    visualMap: { show: false, min: -1, max: 1, inRange: { color: [colors.second, colors.surface, colors.bar] } },
    tooltip: {
      renderMode: 'richText',
      formatter: ({ data: found }: { data: [number, number, number | null] }) => {
        const cell = cells[found[1]]?.[found[0]];
        return cell ? `${cell.left} – ${cell.right}\n${words(cell.method)}: ${measure(cell.value)}` : t('not measured');
      },
    },
    series: [{ type: 'heatmap', data, label: { show: names.length <= WRITTEN, color: colors.text, fontSize: 11, formatter: written }, itemStyle: { borderColor: colors.line, borderWidth: 1 }, emphasis: { itemStyle: { borderColor: colors.text } } }],
  };
}

/** Two digits; nothing where nothing was measured, as on the diagonal. */
function written({ data }: { data?: unknown }): string {
  const value: unknown = Array.isArray(data) ? data[2] : null;
  return typeof value === 'number' ? coefficient(value) : '';
}
