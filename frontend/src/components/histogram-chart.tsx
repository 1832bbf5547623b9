import { lazy, Suspense, useState } from 'react';
import type { Schemas } from '@/client/api';
import { count, date, measure } from '@/lib/format';
import { t } from '@/lib/language';
import { Segments } from './segments';
import { Skeleton } from './states';

const Chart = lazy(() => import('./chart').then((module) => ({ default: module.Chart })));

type Scale = 'linear' | 'log';

interface HistogramChartProps {
  histogram: Schemas['Histogram'];
  /** Edges are seconds since 1970. */
  isTime: boolean;
  label: string;
}

/** Where one bar towers above all others, the others would not be seen: then the scale begins as a logarithm. */
export function HistogramChart({ histogram, isTime, label }: HistogramChartProps) {
  const sorted = histogram.counts.filter((one) => one > 0).sort((left, right) => right - left);
  const [scale, setScale] = useState<Scale>((sorted[0] ?? 0) > 40 * (sorted[1] ?? sorted[0] ?? 0) ? 'log' : 'linear');
  const edge = (value: number | undefined): string => {
    if (value === undefined) return '';
    return isTime ? date(new Date(value * 1000).toISOString()).split(',').slice(0, 2).join(',') : measure(Number(value.toPrecision(4)));
  };
  const bins = histogram.counts.map((value, index) => ({
    value,
    name: edge(histogram.edges[index]),
    range: `${edge(histogram.edges[index])} – ${edge(histogram.edges[index + 1])}`,
  }));
  return (
    <div className="stack-small">
      <Suspense fallback={<Skeleton height={200} />}>
        <Chart
          height={200}
          label={`${label}: ${bins.filter((bin) => bin.value > 0).map((bin) => `${bin.range}: ${count(bin.value)}`).slice(0, 12).join('; ')}`}
          option={(colors) => ({
            grid: { left: 4, right: 4, top: 10, bottom: 4, containLabel: true },
            xAxis: { type: 'category', data: bins.map((bin) => bin.name), axisTick: { show: false }, axisLabel: { color: colors.faint, hideOverlap: true }, axisLine: { lineStyle: { color: colors.line } } },
            yAxis: {
              type: 'value',
              ...(scale === 'log' ? { interval: 1 } : {}),
              axisLabel: { color: colors.faint, formatter: (level: number) => (scale === 'log' ? decade(level) : count(level)) },
              splitLine: { lineStyle: { color: colors.line } },
            },
            tooltip: { trigger: 'axis', renderMode: 'richText', formatter: (found: unknown) => tip(found, bins) },
            series: [{ type: 'bar', data: bins.map((bin) => (scale === 'log' ? logHeight(bin.value) : bin.value)), barCategoryGap: '6%', itemStyle: { color: colors.bar, borderRadius: [2, 2, 0, 0] }, animation: false }],
          })}
        />
      </Suspense>
      <div>
        <Segments label={t('Scale of the heights')} value={scale} onChange={setScale} options={[{ value: 'linear', label: 'Linear' }, { value: 'log', label: 'Logarithmic' }]} />
      </div>
    </div>
  );
}

/** A single row must be seen beside a million: it is one step high, and each tenfold one step more. */
const logHeight = (value: number): number | null => (value === 0 ? null : Math.log10(value) + 1);
const decade = (level: number): string => (level < 1 ? '' : count(10 ** (level - 1)));

function tip(found: unknown, bins: readonly { range: string; value: number }[]): string {
  const index: unknown = Array.isArray(found) ? Reflect.get(Object(found[0]), 'dataIndex') : undefined;
  const bin = typeof index === 'number' ? bins[index] : undefined;
  return bin === undefined ? '' : `${bin.range}\n${count(bin.value)}`;
}
