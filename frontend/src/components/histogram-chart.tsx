import { lazy, Suspense, useState } from 'react';
import { binsOf, farCount, type Histogram } from '@/lib/distribution';
import { count } from '@/lib/format';
import { mark, t } from '@/lib/language';
import { Segments } from './segments';
import { Skeleton } from './states';

const Chart = lazy(() => import('./chart').then((module) => ({ default: module.Chart })));

type Scale = 'linear' | 'log';
type Range = 'usual' | 'all';

const SCALES = [{ value: 'linear', label: mark('Linear') }, { value: 'log', label: mark('Logarithmic') }] as const;
const RANGES = [{ value: 'usual', label: mark('Usual values') }, { value: 'all', label: mark('All values') }] as const;

interface HistogramChartProps {
  all: Histogram;
  /** Without the values that lie far out, where these would press all others into one bar. */
  usual: Histogram | null;
  /** Edges are seconds since 1970. */
  isTime: boolean;
  label: string;
}

/** The usual values first, and how many lie beyond them; one press of a button away, all. */
export function HistogramChart({ all, usual, isTime, label }: HistogramChartProps) {
  const [range, setRange] = useState<Range>('usual');
  const drawn = range === 'usual' && usual !== null ? usual : all;
  const [scale, setScale] = useState<Scale | null>(null);
  const shown = scale ?? bestScale(drawn);
  const bins = binsOf(drawn, isTime);
  return (
    <div className="stack-small">
      <Suspense fallback={<Skeleton height={200} />}>
        <Chart
          height={200}
          label={`${label}: ${bins.filter((bin) => bin.value > 0).map((bin) => `${bin.range}: ${count(bin.value)}`).slice(0, 12).join('; ')}`}
          option={(colors) => ({
            grid: { left: 4, right: 4, top: 10, bottom: 4, containLabel: true },
            xAxis: {
              type: 'category',
              data: bins.map((bin) => bin.name),
              axisTick: { show: false },
              axisLabel: { color: colors.faint, hideOverlap: true },
              axisLine: { lineStyle: { color: colors.line } },
            },
            yAxis: {
              type: 'value',
              ...(shown === 'log' ? { interval: 1 } : {}),
              axisLabel: { color: colors.faint, formatter: (level: number) => (shown === 'log' ? decade(level) : count(level)) },
              splitLine: { lineStyle: { color: colors.line } },
            },
            tooltip: { trigger: 'axis', renderMode: 'richText', formatter: (found: unknown) => tip(found, bins) },
            series: [{ type: 'bar', data: bins.map((bin) => (shown === 'log' ? logHeight(bin.value) : bin.value)), barCategoryGap: '6%', itemStyle: { color: colors.bar, borderRadius: [2, 2, 0, 0] }, animation: false }],
          })}
        />
      </Suspense>
      {drawn === usual && <p className="faint small num">{t('Values that lie too far out to be drawn here: {0}.', count(farCount({ histogram: all, usual_histogram: usual })))}</p>}
      <div className="row-wrap">
        {usual !== null && <Segments label={t('Which values are drawn')} value={range} onChange={setRange} options={RANGES} />}
        <Segments label={t('Scale of the heights')} value={shown} onChange={setScale} options={SCALES} />
      </div>
    </div>
  );
}

/** Where one bar towers above all others, the others would not be seen: then the scale begins as a logarithm. */
function bestScale({ counts }: Histogram): Scale {
  const [first = 0, second = first] = counts.filter((one) => one > 0).sort((left, right) => right - left);
  return first > 40 * second ? 'log' : 'linear';
}

/** A single row must be seen beside a million: it is one step high, and each tenfold one step more. */
const logHeight = (value: number): number | null => (value === 0 ? null : Math.log10(value) + 1);
const decade = (level: number): string => (level < 1 ? '' : count(10 ** (level - 1)));

function tip(found: unknown, bins: readonly { range: string; value: number }[]): string {
  const index: unknown = Array.isArray(found) ? Reflect.get(Object(found[0]), 'dataIndex') : undefined;
  const bin = typeof index === 'number' ? bins[index] : undefined;
  return bin === undefined ? '' : `${bin.range}\n${count(bin.value)}`;
}
